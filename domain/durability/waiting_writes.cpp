#include "domain/durability/waiting_writes.hpp"

#include <cassert>
#include <utility>

namespace aurawell {
namespace {

/// No id contains a NUL.
std::string joined(const conversation_key& key) {
  std::string text = key.user.value;
  text.append(1, '\0').append(key.member.value).append(1, '\0').append(key.conversation.value);
  return text;
}

/// Nothing for a progress: another write of its request precedes or follows it.
const conversation_key* conversation_of(const spooled_write& write) {
  if (const auto* question = std::get_if<question_record>(&write)) {
    return &question->key;
  }
  const auto* answer = std::get_if<answer_record>(&write);
  return answer != nullptr ? &answer->key : nullptr;
}

request_name name_of(const spooled_write& write) {
  return {asker_of(write), request_of(write)};
}

stored_exchange exchange_of(const question_record& question) {
  stored_exchange fresh;
  fresh.request = question.request;
  fresh.conversation = question.key.conversation;
  fresh.kind = question.kind;
  fresh.member = question.key.member;
  fresh.question = question.text;
  fresh.asked_at = question.asked_at;
  fresh.summary.text = std::make_shared<const std::string>();
  return fresh;
}

}  // namespace

std::optional<waiting_writes::position>& waiting_writes::part_of(parts& all,
                                                                 const spooled_write& write) {
  if (std::holds_alternative<question_record>(write)) {
    return all.question;
  }
  return std::holds_alternative<progress_record>(write) ? all.progress : all.answer;
}

void waiting_writes::add(std::int64_t number, spooled_write write) {
  assert(writes_.empty() || number > writes_.rbegin()->first);
  const auto name = name_of(write);
  if (const auto found = requests_.find(name); found != requests_.end() && found->second.progress &&
                                               !std::holds_alternative<question_record>(write)) {
    drop(*found->second.progress);
  }
  if (const auto* key = conversation_of(write)) {
    conversations_[joined(*key)].insert(number);
  }
  part_of(requests_[name], write) = number;
  writes_.emplace_hint(writes_.end(), number, std::move(write));
}

std::vector<std::pair<std::int64_t, const spooled_write*>> waiting_writes::oldest(
    std::size_t most) const {
  std::vector<std::pair<position, const spooled_write*>> found;
  for (const auto& [at_position, write] : writes_) {
    if (found.size() == most) {
      break;
    }
    found.emplace_back(at_position, &write);
  }
  return found;
}

void waiting_writes::drop_oldest(std::size_t count) {
  for (; count > 0; --count) {
    drop(writes_.begin()->first);
  }
}

void waiting_writes::drop(position at_position) {
  const auto& write = writes_.at(at_position);
  const auto found = requests_.find(name_of(write));
  if (auto& part = part_of(found->second, write); part == at_position) {
    part.reset();
  }
  if (found->second.empty()) {
    requests_.erase(found);
  }
  if (const auto* key = conversation_of(write)) {
    const auto conversation = conversations_.find(joined(*key));
    conversation->second.erase(at_position);
    if (conversation->second.empty()) {
      conversations_.erase(conversation);
    }
  }
  writes_.erase(at_position);
}

std::optional<stored_exchange> waiting_writes::shown(const request_name& name,
                                                     std::optional<stored_exchange> stored) const {
  const auto found = requests_.find(name);
  if (found == requests_.end()) {
    return stored;
  }
  const auto& all = found->second;
  if (!stored && all.question) {
    stored = exchange_of(at<question_record>(*all.question));
  }
  if (stored && all.progress && !stored->status) {
    const auto& progress = at<progress_record>(*all.progress);
    stored->summary.text = std::make_shared<const std::string>(progress.text);
    stored->summary.safety = progress.safety;
  }
  if (stored && all.answer) {
    const auto& answer = at<answer_record>(*all.answer);
    stored->status = answer.status;
    stored->summary = answer.summary;
    stored->answered_at = answer.answered_at;
    stored->failure = answer.failure;
  }
  return stored;
}

std::vector<request_name> waiting_writes::named_in(const conversation_key& key) const {
  std::vector<request_name> names;
  if (const auto found = conversations_.find(joined(key)); found != conversations_.end()) {
    for (const auto at_position : found->second) {
      auto name = name_of(writes_.at(at_position));
      const auto& all = requests_.at(name);
      if ((all.question ? all.question : all.answer) == at_position) {
        names.push_back(std::move(name));
      }
    }
  }
  return names;
}

std::vector<request_name> waiting_writes::asked_in(const user_id& asker,
                                                   const session_id& session) const {
  std::vector<request_name> names;
  for (const auto& [at_position, write] : writes_) {
    const auto* question = std::get_if<question_record>(&write);
    if (question != nullptr && question->session == session && question->asker() == asker) {
      names.push_back(name_of(write));
    }
  }
  return names;
}

}  // namespace aurawell
