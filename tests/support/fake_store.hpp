#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "tests/support/fake_accounts.hpp"

namespace aurawell::test_support {

/// Keeps records in vectors and fails when told to. As strict as a database: it refuses a
/// second `begin`, a failed `commit` undoes the group, and of what is done together nothing stays
/// when a part of it fails. Whoever meets a damaged page spoils the group, as with SQLite: no
/// further write of it succeeds, nor does its commit.
class fake_store final : public advice_store {
 public:
  result<void> begin() override {
    ++groups;
    if (in_group) {
      return error{ec::database_failed, "a transaction within a transaction"};
    }
    in_group = !fail_begin && !is_away;
    before_group_ = now();
    return is_away ? gone() : outcome(fail_begin);
  }
  result<void> commit() override {
    EXPECT_TRUE(std::exchange(in_group, false)) << "commit without begin";
    auto done = is_away || fail_commit ? gone() : outcome(is_spoiled_);
    is_spoiled_ = false;
    if (!done) {
      go_back_to(before_group_);
    }
    return done;
  }
  void roll_back() noexcept override {
    is_spoiled_ = false;
    if (std::exchange(in_group, false)) {
      go_back_to(before_group_);
    }
  }

  std::uint64_t damage_met() const noexcept override { return damage; }
  bool log_is_clear() const noexcept override { return !log_holds_removed; }
  bool clear_log() override { return !log_holds_removed; }

  result<void> together(const std::function<result<void>()>& calls) override {
    EXPECT_TRUE(in_group);
    const auto before = now();
    auto done = calls();
    if (!done) {
      go_back_to(before);
    }
    return done;
  }

  result<std::optional<stored_exchange>> save_question(const question_record& question) override {
    EXPECT_TRUE(in_group);
    if (throw_on_writes) {
      throw std::runtime_error{"as the test wished"};
    }
    if (is_away || question.text == away_text) {
      return gone();
    }
    if (question.text == erased_text) {
      return error{ec::user_not_found, "as the test wished"};
    }
    meet_damage(question.text);
    if (fail_writes || is_spoiled_ || question.text == refused_text) {
      return error{ec::database_failed, "as the test wished"};
    }
    is_spoiled_ = question.text == "quietly " + damaged_text;
    if (const auto* known = find(question.asker(), question.request)) {
      return std::optional{*known};
    }
    questions.push_back(question);
    stored_exchange fresh;
    fresh.request = question.request;
    fresh.conversation = question.key.conversation;
    fresh.question = question.text;
    fresh.kind = question.kind;
    fresh.member = question.key.member;
    fresh.summary.text = std::make_shared<const std::string>();
    origins_[exchanges.size()] = {question.asker(), question.session};
    exchanges.push_back(std::move(fresh));
    return std::optional<stored_exchange>{};
  }
  result<std::optional<stored_exchange>> find_exchange(const user_id& asker,
                                                       const request_id& request) override {
    if (fail_reads || is_unreadable) {
      return gone();
    }
    const auto* known = find(asker, request);
    return known != nullptr ? std::optional{*known} : std::nullopt;
  }
  result<void> save_progress(const progress_record& record) override {
    EXPECT_TRUE(in_group);
    meet_damage(record.text);
    if (fail_writes || is_away || is_spoiled_) {
      return is_away ? gone() : outcome(true);
    }
    progress.push_back(record);
    if (auto* asked = find(record.user, record.request); asked != nullptr && !asked->status) {
      asked->summary.text = std::make_shared<const std::string>(record.text);
      asked->summary.safety = record.safety;
    }
    return {};
  }
  result<std::size_t> close_interrupted(wall_time) override { return std::size_t{0}; }
  result<std::vector<stored_exchange>> load_session(const session_query& query) override {
    former_sessions.push_back(query.session);
    std::vector<stored_exchange> of_session;
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      const auto origin = origins_.find(i);
      if (origin == origins_.end() || origin->second == std::pair{query.user, query.session}) {
        of_session.push_back(exchanges[i]);
      }
    }
    const auto older = of_session.size() - std::min(of_session.size(), query.max_exchanges);
    of_session.erase(of_session.begin(), of_session.begin() + static_cast<std::ptrdiff_t>(older));
    return of_session;
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
  result<void> save_answer(const answer_record& answer) override {
    EXPECT_TRUE(in_group);
    meet_damage(*answer.summary.text);
    if (fail_writes || is_away || is_spoiled_) {
      return is_away ? gone() : outcome(true);
    }
    auto* asked = find(answer.asker(), answer.request);
    if (asked == nullptr) {
      return error{ec::request_not_found, "no such question"};
    }
    answers.push_back(answer);
    asked->status = answer.status;
    asked->summary = answer.summary;
    asked->failure = answer.failure;
    return {};
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
  std::vector<question_record> questions;
  std::vector<answer_record> answers;
  std::vector<history_query> queries;
  std::vector<progress_record> progress;
  std::vector<session_id> former_sessions;
  /// What the store would know.
  std::vector<stored_exchange> exchanges;
  std::vector<past_exchange> history;
  std::vector<std::string> unanswered;
  conversation_list conversations;
  std::vector<conversation_list_query> list_queries;
  std::vector<exchange_list_query> page_queries;
  std::vector<conversation_key> removed;
  safety_level reached = safety_level::routine;
  int groups = 0;
  std::uint64_t damage = 0;
  bool in_group = false;
  bool fail_begin = false;
  bool fail_commit = false;
  bool fail_writes = false;
  bool fail_reads = false;
  /// Neither begins nor commits nor takes a write.
  bool is_away = false;
  bool is_unreadable = false;
  bool waits_for_locks = true;
  bool log_holds_removed = false;
  /// A question with this text fails for itself.
  std::string refused_text = "refused";
  /// One with this text is of a user who was erased.
  std::string erased_text = "erased";
  /// One that begins so meets a damaged page, as does an answer or a progress.
  std::string damaged_text = "damaged";
  /// One with this text finds the database away.
  std::string away_text = "away";
  /// As no store should.
  bool throw_on_reads = false;
  bool throw_on_writes = false;

 private:
  struct contents {
    std::vector<question_record> questions;
    std::vector<answer_record> answers;
    std::vector<progress_record> progress;
    std::vector<stored_exchange> exchanges;
    std::map<std::size_t, std::pair<user_id, session_id>> origins;
  };

  /// One that the test has put there is anybody's.
  stored_exchange* find(const user_id& asker, const request_id& request) {
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      const auto origin = origins_.find(i);
      if (exchanges[i].request == request &&
          (origin == origins_.end() || origin->second.first == asker)) {
        return &exchanges[i];
      }
    }
    return nullptr;
  }

  contents now() const { return {questions, answers, progress, exchanges, origins_}; }
  void go_back_to(const contents& before) {
    questions = before.questions;
    answers = before.answers;
    progress = before.progress;
    exchanges = before.exchanges;
    origins_ = before.origins;
  }
  void meet_damage(const std::string& text) {
    if (text.starts_with(damaged_text)) {
      ++damage;
      is_spoiled_ = true;
    }
  }

  static error gone() { return {ec::database_unreachable, "away, as the test wished"}; }
  static result<void> outcome(bool fail) {
    return fail ? result<void>{error{ec::database_failed, "as the test wished"}} : result<void>{};
  }

  contents before_group_;
  bool is_spoiled_ = false;
  /// Who asked, and in which session, by the place in `exchanges`.
  std::map<std::size_t, std::pair<user_id, session_id>> origins_;
};

}  // namespace aurawell::test_support
