#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports/advice_store.hpp"
#include "tests/support/fake_store_faults.hpp"
#include "tests/support/fake_store_records.hpp"

namespace aurawell::test_support {

/// The groups and the writes of a `fake_store`. As strict as a database: it refuses a second
/// `begin`, a failed `commit` undoes the group, and a compound operation is undone when a part
/// fails. As with SQLite, after a call has read a damaged page no further write of the group
/// succeeds, nor does its commit.
class fake_store_writes : public advice_store, public fake_store_records, public fake_store_faults {
 public:
  result<void> begin() override {
    ++groups;
    if (in_group) {
      return error{ec::database_failed, "a transaction within a transaction"};
    }
    in_group = !fail_begin && !is_away;
    before_group_ = records();
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

  result<void> together(const std::function<result<void>()>& calls) override {
    EXPECT_TRUE(in_group);
    const auto before = records();
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
    add(question);
    return std::optional<stored_exchange>{};
  }
  result<void> save_progress(const progress_record& record) override {
    EXPECT_TRUE(in_group);
    meet_damage(record.text);
    if (fail_writes || is_away || is_spoiled_) {
      return is_away ? gone() : outcome(true);
    }
    if (is_replaced(record.user, record)) {
      return error{ec::answered_elsewhere, "as the test wished"};
    }
    add(record);
    return {};
  }
  result<void> save_answer(const answer_record& answer) override {
    EXPECT_TRUE(in_group);
    meet_damage(*answer.summary.text);
    if (fail_writes || is_away || is_spoiled_) {
      return is_away ? gone() : outcome(true);
    }
    if (is_replaced(answer.asker(), answer)) {
      return error{ec::answered_elsewhere, "as the test wished"};
    }
    return add(answer) ? result<void>{} : error{ec::request_not_found, "no such question"};
  }

  result<std::vector<saved_write>> save_all(std::span<const spooled_write* const> writes) override {
    ++calls_of_groups;
    return advice_store::save_all(writes);
  }

  bool in_groups = false;
  int calls_of_groups = 0;
  int groups = 0;
  bool in_group = false;

 private:
  const fake_store_records& records() const { return *this; }
  void go_back_to(const fake_store_records& before) {
    static_cast<fake_store_records&>(*this) = before;
  }
  void meet_damage(const std::string& text) {
    if (text.starts_with(damaged_text)) {
      ++damage;
      is_spoiled_ = true;
    }
  }

  fake_store_records before_group_;
  bool is_spoiled_ = false;
};

}  // namespace aurawell::test_support
