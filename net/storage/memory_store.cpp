#include "net/storage/memory_store.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "net/storage/unknown_question.hpp"

namespace aurawell::net {

std::size_t memory_store::key_hash::operator()(const conversation_key& key) const noexcept {
  std::size_t hash = std::hash<user_id>{}(key.user);
  hash = hash * 31 + std::hash<member_id>{}(key.member);
  return hash * 31 + std::hash<conversation_id>{}(key.conversation);
}

result<void> memory_store::begin() {
  return {};
}

result<void> memory_store::commit() {
  return {};
}

result<void> memory_store::save_question(const question_record& question) {
  const auto [place, is_new] =
      by_request_[question.key.user].try_emplace(question.request, nullptr);
  if (is_new) {
    place->second = &exchanges_.emplace_back(exchange{question.key, {question.text, {}}});
    by_conversation_[question.key].push_back(place->second);
  }
  return {};
}

result<void> memory_store::save_answer(const answer_record& answer) {
  assert(is_terminal(answer.status) && answer.summary.text);
  const auto requests = by_request_.find(answer.key.user);
  if (requests == by_request_.end()) {
    return unknown_question();
  }
  const auto found = requests->second.find(answer.request);
  if (found == requests->second.end() || found->second->key != answer.key) {
    return unknown_question();
  }
  found->second->texts.answer = *answer.summary.text;
  return {};
}

result<std::vector<past_exchange>> memory_store::load_history(const history_query& query) {
  std::vector<past_exchange> history;
  const auto found = by_conversation_.find(query.key);
  if (found == by_conversation_.end()) {
    return history;
  }
  std::size_t bytes = 0;
  for (auto newest = found->second.rbegin();
       newest != found->second.rend() && history.size() < query.max_exchanges; ++newest) {
    const past_exchange& texts = (*newest)->texts;
    if (texts.answer.empty()) {
      continue;
    }
    bytes += texts.question.size() + texts.answer.size();
    if (bytes > query.max_bytes) {
      break;
    }
    history.push_back(texts);
  }
  std::reverse(history.begin(), history.end());
  return history;
}

}  // namespace aurawell::net
