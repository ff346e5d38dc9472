#include "tests/actors/random_faults/numbered_upstream.hpp"

#include <algorithm>
#include <sstream>

namespace aurawell::test_support {

void numbered_upstream::do_something(random_choices& random) {
  std::vector<std::size_t> running;
  for (std::size_t i = 0; i < source_->calls.size(); ++i) {
    if (source_->calls[i]->running) {
      running.push_back(i);
    }
  }
  if (running.empty()) {
    return;
  }
  const auto chosen = random.one_of(running);
  auto& one = *source_->calls[chosen];
  switch (random.below(20)) {
    case 0: one.finish(); break;
    case 1: one.fail(ec::upstream_failed, random.one_in(2)); break;
    case 2: one.reasoning("hm "); break;
    case 3: one.header(); break;
    default: say_piece(chosen);
  }
}

void numbered_upstream::finish_all() {
  for (std::size_t i = 0; i < source_->calls.size(); ++i) {
    if (source_->calls[i]->running) {
      say_piece(i);
      source_->calls[i]->finish();
    }
  }
}

void numbered_upstream::say_piece(std::size_t number) {
  source_->calls[number]->text(std::to_string(speakers_.size()) + " ");
  speakers_.push_back(number);
}

std::string numbered_upstream::fault_of(const std::string& text) const {
  std::istringstream pieces{text};
  std::vector<std::size_t> calls;
  std::size_t before = 0;
  for (std::size_t piece = 0; pieces >> piece; before = piece) {
    if (piece >= speakers_.size()) {
      return "invented: " + text;
    }
    if (!calls.empty() && piece <= before) {
      return "repeated, or out of order: " + text;
    }
    const auto speaker = speakers_[piece];
    if (calls.empty() || calls.back() != speaker) {
      if (std::count(calls.begin(), calls.end(), speaker) > 0) {
        return "mixed from several calls: " + text;
      }
      calls.push_back(speaker);
    }
  }
  return {};
}

std::set<std::string> numbered_upstream::answered_twice() const {
  std::set<std::string> once;
  std::set<std::string> twice;
  for (const auto& one : source_->calls) {
    const auto& question = one->request.question.text;
    if (one->running && !once.insert(question).second) {
      twice.insert(question);
    }
  }
  return twice;
}

}  // namespace aurawell::test_support
