#pragma once

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "domain/ports/advice_store.hpp"

namespace aurawell::test_support {

/// Keeps records in vectors and fails when told to.
class fake_store final : public advice_store {
 public:
  result<void> begin() override {
    ++groups;
    in_group = !fail_begin;
    return outcome(fail_begin);
  }
  result<void> commit() override {
    EXPECT_TRUE(std::exchange(in_group, false)) << "commit without begin";
    return outcome(fail_commit);
  }

  result<void> save_question(const question_record& question) override {
    EXPECT_TRUE(in_group);
    questions.push_back(question);
    return outcome(fail_writes);
  }
  result<void> save_answer(const answer_record& answer) override {
    EXPECT_TRUE(in_group);
    answers.push_back(answer);
    return outcome(fail_writes);
  }
  result<std::vector<past_exchange>> load_history(const history_query& query) override {
    queries.push_back(query);
    if (fail_reads) {
      return error{ec::database_failed, "as the test wished"};
    }
    return history;
  }

  std::vector<question_record> questions;
  std::vector<answer_record> answers;
  std::vector<history_query> queries;
  std::vector<past_exchange> history;
  int groups = 0;
  bool in_group = false;
  bool fail_begin = false;
  bool fail_commit = false;
  bool fail_writes = false;
  bool fail_reads = false;

 private:
  static result<void> outcome(bool fail) {
    return fail ? result<void>{error{ec::database_failed, "as the test wished"}} : result<void>{};
  }
};

}  // namespace aurawell::test_support
