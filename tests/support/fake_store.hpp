#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "tests/support/fake_accounts.hpp"
#include "tests/support/fake_store_writes.hpp"

namespace aurawell::test_support {

/// Keeps records in vectors, answers with what the test has put there, and fails when told to.
class fake_store final : public fake_store_writes {
 public:
  std::uint64_t damage_met() const noexcept override { return damage; }
  bool saves_in_groups() const noexcept override { return in_groups; }
  bool log_is_clear() const noexcept override { return !log_holds_removed; }
  bool clear_log() override { return !log_holds_removed; }
  void sweep_log() noexcept override { ++sweeps; }

  result<std::optional<stored_exchange>> find_exchange(const user_id& asker,
                                                       const request_id& request) override {
    if (fail_reads || is_unreadable) {
      return gone();
    }
    const auto* known = find(asker, request);
    return known != nullptr ? std::optional{*known} : std::nullopt;
  }
  result<std::size_t> close_interrupted(wall_time) override { return std::size_t{0}; }
  result<std::vector<std::string>> list_runners() override { return std::vector<std::string>{}; }
  result<std::vector<claimed_question>> claim_running(const claim_query&) override {
    return std::vector<claimed_question>{};
  }
  result<std::vector<stored_exchange>> load_session(const session_query& query) override {
    former_sessions.push_back(query.session);
    return of_session(query);
  }
  result<conversation_list> list_conversations(const conversation_list_query& query) override {
    list_queries.push_back(query);
    return conversations;
  }
  result<exchange_list> list_exchanges(const exchange_list_query& query) override {
    page_queries.push_back(query);
    return exchange_list{exchanges, {}};
  }
  result<elsewhere_list> list_elsewhere(const elsewhere_query&) override {
    return elsewhere_list{};
  }
  result<std::size_t> remove_some(const removal&) override { return std::size_t{0}; }
  result<void> remove_conversation(const conversation_key& key) override {
    removed.push_back(key);
    return error{ec::conversation_not_found, "there is none"};
  }
  result<conversation_past> load_past(const history_query& query) override {
    queries.push_back(query);
    if (is_unreadable) {
      return gone();
    }
    if (throw_on_reads) {
      throw std::runtime_error{"as the test wished"};
    }
    if (fail_reads) {
      return error{ec::database_failed, "as the test wished"};
    }
    const std::size_t loaded = std::min(history.size(), query.max_exchanges);
    const auto from = history.end() - static_cast<std::ptrdiff_t>(loaded);
    return conversation_past{{from, history.end()}, history.size() - loaded, reached, unanswered};
  }

  void wait_for_locks(bool wait) noexcept override { waits_for_locks = wait; }
  account_store& accounts() noexcept override { return people; }

  fake_accounts people;
  std::vector<history_query> queries;
  std::vector<session_id> former_sessions;
  std::vector<past_exchange> history;
  std::vector<std::string> unanswered;
  conversation_list conversations;
  std::vector<conversation_list_query> list_queries;
  std::vector<exchange_list_query> page_queries;
  std::vector<conversation_key> removed;
  safety_level reached = safety_level::routine;
  bool waits_for_locks = true;
  int sweeps = 0;
};

}  // namespace aurawell::test_support
