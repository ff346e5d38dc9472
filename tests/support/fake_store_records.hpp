#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/advice_store.hpp"

namespace aurawell::test_support {

/// The content of a `fake_store` and the writes that it received. A failed group restores a copy.
struct fake_store_records {
  std::vector<question_record> questions;
  std::vector<answer_record> answers;
  std::vector<progress_record> progress;
  /// The content of the store. A conversation that the test has added belongs to every user.
  std::vector<stored_exchange> exchanges;
  /// The asker and the session, by index in `exchanges`.
  std::map<std::size_t, std::pair<user_id, session_id>> origins;

  stored_exchange* find(const user_id& asker, const request_id& request) {
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      const auto origin = origins.find(i);
      if (exchanges[i].request == request &&
          (origin == origins.end() || origin->second.first == asker)) {
        return &exchanges[i];
      }
    }
    return nullptr;
  }

  /// Whether the write names another term than the exchange has.
  template <class Record>
  bool is_replaced(const user_id& asker, const Record& record) {
    const auto* asked = find(asker, record.request);
    return asked != nullptr && record.term != no_term && record.term != asked->term;
  }

  std::vector<stored_exchange> of_session(const session_query& query) const {
    std::vector<stored_exchange> found;
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      const auto origin = origins.find(i);
      if (origin == origins.end() || origin->second == std::pair{query.user, query.session}) {
        found.push_back(exchanges[i]);
      }
    }
    const auto older = found.size() - std::min(found.size(), query.max_exchanges);
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(older));
    return found;
  }

  void add(const question_record& question) {
    questions.push_back(question);
    stored_exchange fresh;
    fresh.request = question.request;
    fresh.conversation = question.key.conversation;
    fresh.question = question.text;
    fresh.kind = question.kind;
    fresh.member = question.key.member;
    fresh.summary.text = std::make_shared<const std::string>();
    fresh.term = first_term;
    origins[exchanges.size()] = {question.asker(), question.session};
    exchanges.push_back(std::move(fresh));
  }

  void add(const progress_record& record) {
    progress.push_back(record);
    if (auto* asked = find(record.user, record.request); asked != nullptr && !asked->status) {
      asked->summary.text = std::make_shared<const std::string>(record.text);
      asked->summary.safety = record.safety;
    }
  }

  /// Returns false when there is no such question.
  bool add(const answer_record& answer) {
    auto* asked = find(answer.asker(), answer.request);
    if (asked == nullptr) {
      return false;
    }
    answers.push_back(answer);
    asked->status = answer.status;
    asked->summary = answer.summary;
    asked->failure = answer.failure;
    return true;
  }
};

}  // namespace aurawell::test_support
