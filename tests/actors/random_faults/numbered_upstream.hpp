#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/actors/random_faults/random_choices.hpp"
#include "tests/support/fake_completion_source.hpp"

namespace aurawell::test_support {

/// A provider whose pieces of text are numbers, each used once in a run. So any text shows which
/// calls it comes from.
class numbered_upstream {
 public:
  std::shared_ptr<completion_source> source() const noexcept { return source_; }
  std::size_t running() const { return source_->running(); }

  /// Makes one of the running calls send text, fail or end.
  void do_something(random_choices& random);
  /// Makes all running calls send text, then end.
  void finish_all();

  /// Returns what is wrong with the text of an answer; empty: nothing. The text must consist of the
  /// texts of calls in order, each without a gap.
  std::string fault_of(const std::string& text) const;

  /// Questions that several calls answer at the same time.
  std::set<std::string> answered_twice() const;

 private:
  using call = fake_completion_source::call;

  void say_piece(std::size_t number);

  std::shared_ptr<fake_completion_source> source_ = std::make_shared<fake_completion_source>();
  /// By piece: the number of the call that sent it.
  std::vector<std::size_t> speakers_;
};

}  // namespace aurawell::test_support
