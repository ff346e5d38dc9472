// Compares the log with a simple model under random interleavings.

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "domain/chat/event_log.hpp"

namespace aurawell {
namespace {

using scope_ptr = std::shared_ptr<const request_scope>;

/// A text or, with an empty request, a status.
struct piece {
  std::string request;
  std::string text;
  bool reasoning = false;

  bool operator==(const piece&) const = default;
};

/// Joins adjacent pieces as a reader would, so the result does not depend on the pages.
std::vector<piece> joined_pieces(const std::vector<piece>& pieces) {
  std::vector<piece> out;
  for (const auto& next : pieces) {
    if (!out.empty() && !next.request.empty() && out.back().request == next.request &&
        out.back().reasoning == next.reasoning) {
      out.back().text += next.text;
    } else {
      out.push_back(next);
    }
  }
  return out;
}

class random_log {
 public:
  explicit random_log(unsigned seed) : random_{seed} {}

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
  }

  void change() {
    switch (below(16)) {
      case 0: seal(); break;
      case 1: log.trim(below(4'000)); break;
      case 2:
      case 3: append_status(); break;
      case 4:
      case 5:
      case 6: append_text(true); break;
      default: append_text(false);
    }
  }

  void seal_all() {
    for (const auto& [name, scope] : running_) {
      EXPECT_EQ(*log.seal_answer({name}), texts_[name]);
      log.close_answer({name});
    }
    running_.clear();
  }

  /// Everything after `position`, read in pages of random size.
  std::vector<piece> read_from(event_seq position) {
    std::vector<piece> out;
    while (position < log.last()) {
      const auto limit = below(100);
      const auto page = log.read(position, limit);
      EXPECT_TRUE(page.complete);
      const auto bytes = take(page, out);
      EXPECT_EQ(page.bytes, log.bytes_after(position) - log.bytes_after(page.position));
      EXPECT_TRUE(bytes <= limit || page.position == position + 1) << bytes << " of " << limit;
      EXPECT_GT(page.position, position);
      if (page.position <= position) {
        break;
      }
      position = page.position;
    }
    return out;
  }

  std::vector<piece> model_from(event_seq position) const {
    return {model_.begin() + static_cast<std::ptrdiff_t>(position), model_.end()};
  }

  event_log log;

 private:
  static std::size_t take(const log_page& page, std::vector<piece>& out) {
    std::size_t bytes = 0;
    for (const auto& event : page.events) {
      if (const auto* delta = std::get_if<answer_delta>(&event.body)) {
        out.push_back({event.scope->request.value, delta->text});
        bytes += delta->text.size();
      } else if (const auto* thought = std::get_if<reasoning_delta>(&event.body)) {
        out.push_back({event.scope->request.value, thought->text, true});
        bytes += thought->text.size();
      } else {
        out.push_back({});
      }
    }
    EXPECT_EQ(page.events.back().seq, page.position);
    return bytes;
  }

  void append_text(bool reasoning) {
    const auto name = "r" + std::to_string(below(4) + generation_ * 4);
    auto& scope = running_[name];
    if (!scope) {
      scope = std::make_shared<const request_scope>(request_scope{{name}, {"c"}});
    }
    const std::string text(below(40), static_cast<char>('a' + below(26)));
    model_.push_back({name, text, reasoning});
    if (reasoning) {
      EXPECT_EQ(log.append_reasoning(scope, wall_time{}, text), model_.size());
    } else {
      texts_[name] += text;
      EXPECT_EQ(log.append_delta(scope, wall_time{}, text), model_.size());
    }
  }

  void append_status() {
    model_.push_back({});
    EXPECT_EQ(log.append({0, wall_time{}, nullptr, status_update{}}), model_.size());
  }

  /// No delta may follow a seal, so the next texts are of other requests.
  void seal() {
    seal_all();
    ++generation_;
  }

  std::mt19937 random_;
  std::vector<piece> model_;
  std::map<std::string, scope_ptr> running_;
  std::map<std::string, std::string> texts_;
  std::size_t generation_ = 0;
};

/// The lowest position after which no event is missing.
event_seq first_kept(const event_log& log) {
  event_seq position = 0;
  while (!log.covers(position)) {
    ++position;
  }
  return position;
}

class event_log_property : public ::testing::Test {
 protected:
  const unsigned seed = std::random_device{}();
  const ::testing::ScopedTrace trace{__FILE__, __LINE__, "seed " + std::to_string(seed)};
};

TEST_F(event_log_property, gives_the_same_text_from_any_position_in_any_pages) {
  random_log subject{seed};
  for (int round = 0; round < 200; ++round) {
    for (std::size_t changes = subject.below(20); changes > 0; --changes) {
      subject.change();
    }
    const auto earliest = first_kept(subject.log);
    const auto from = earliest + subject.below(subject.log.last() - earliest + 1);
    ASSERT_EQ(joined_pieces(subject.read_from(from)), joined_pieces(subject.model_from(from)));
  }
}

TEST_F(event_log_property, never_holds_more_than_it_got_and_ends_with_nothing) {
  constexpr std::size_t far_below_zero = 1U << 30U;
  random_log subject{seed};
  for (int round = 0; round < 2'000; ++round) {
    subject.change();
    ASSERT_LT(subject.log.held_bytes(), far_below_zero);
    ASSERT_EQ(subject.log.held_bytes(), subject.log.bytes_after(first_kept(subject.log)));
  }
  subject.seal_all();
  subject.log.trim(0);
  EXPECT_EQ(subject.log.held_bytes(), 0U);
}

}  // namespace
}  // namespace aurawell
