#include "net/server/outbox.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

namespace aurawell::net {
namespace {

std::shared_ptr<const request_scope> scope_of(const char* id) {
  return std::make_shared<const request_scope>(request_scope{{id}, {"c"}});
}

const auto one = scope_of("r-1");
const auto two = scope_of("r-2");

std::vector<server_event> delta(event_seq seq, std::string text,
                                std::shared_ptr<const request_scope> scope = one) {
  return {{seq, {}, std::move(scope), answer_delta{std::move(text), false}}};
}

std::vector<server_event> status_event(event_seq seq) {
  return {{seq, {}, one, status_update{}}};
}

std::string text_of(const std::optional<server_event>& event) {
  const auto* found = event ? std::get_if<answer_delta>(&event->body) : nullptr;
  return found != nullptr ? found->text : "(no delta)";
}

TEST(outbox, gives_events_back_in_order) {
  outbox box{{1'000'000, 1'000}};
  for (event_seq seq = 1; seq <= 200; ++seq) {
    box.append(status_event(seq));
    if (seq % 3 == 0) {
      EXPECT_EQ(box.take()->seq, seq / 3);
      box.sent();
    }
  }
  for (event_seq seq = 67; seq <= 200; ++seq) {
    EXPECT_EQ(box.take()->seq, seq);
    box.sent();
  }
  EXPECT_FALSE(box.take());
  EXPECT_EQ(box.bytes(), 0U);
}

TEST(outbox, joins_no_text_across_a_seam) {
  outbox box{{1'000, 1'000}};
  box.append(delta(1, "a"));
  box.append({{2, {}, one, answer_seam{"second", seam_reason::broken}}});
  box.append(delta(3, "b"));
  EXPECT_EQ(text_of(box.take()), "a");
  box.sent();
  EXPECT_TRUE(std::holds_alternative<answer_seam>(box.take()->body));
  box.sent();
  EXPECT_EQ(text_of(box.take()), "b");
  box.sent();
  EXPECT_EQ(box.bytes(), 0U);
}

TEST(outbox, joins_waiting_text_of_one_answer) {
  outbox box{{1'000, 1'000}};
  box.append(delta(1, "a"));
  box.append(delta(2, "b"));
  // The same request, though the scope is another object.
  box.append(delta(3, "c", scope_of("r-1")));
  const auto event = box.take();
  EXPECT_EQ(text_of(event), "abc");
  EXPECT_EQ(event->seq, 3U);
  box.sent();
  EXPECT_TRUE(box.empty());
}

TEST(outbox, joins_text_within_one_batch) {
  outbox box{{1'000, 1'000}};
  auto batch = delta(1, "a");
  batch.push_back(delta(2, "b").front());
  box.append(std::move(batch));
  EXPECT_EQ(text_of(box.take()), "ab");
}

TEST(outbox, measures_joined_text_by_the_oldest_of_it) {
  using stamp = std::chrono::steady_clock::time_point;
  const auto read_at = [](event_seq seq, int seconds) {
    auto events = delta(seq, "x");
    std::get<answer_delta>(events[0].body).received_at = stamp{std::chrono::seconds{seconds}};
    return events;
  };
  const auto age_of = [](const std::optional<server_event>& event) {
    return std::get<answer_delta>(event->body).received_at;
  };
  outbox box{{1'000, 1'000}};
  box.append(read_at(1, 7));
  box.append(read_at(2, 9));
  EXPECT_EQ(age_of(box.take()), stamp{std::chrono::seconds{7}});
  box.sent();
  box.append(delta(3, "not measured"));
  box.append(read_at(4, 11));
  EXPECT_EQ(age_of(box.take()), stamp{std::chrono::seconds{11}});
}

TEST(outbox, does_not_touch_text_that_was_taken) {
  outbox box{{1'000, 1'000}};
  box.append(delta(1, "a"));
  EXPECT_EQ(text_of(box.take()), "a");
  box.append(delta(2, "b"));
  box.append(delta(3, "c"));
  box.sent();
  EXPECT_EQ(text_of(box.take()), "bc");
}

TEST(outbox, keeps_apart_what_is_not_one_answers_text) {
  outbox box{{10'000, 1'000}};
  box.append(delta(1, "a"));
  box.append(delta(2, "b", two));
  box.append(delta(3, "c"));
  box.append(status_event(4));
  box.append(delta(5, "d"));
  box.append({{6, {}, one, answer_delta{"snapshot", true}}});
  box.append(delta(7, "e"));
  box.append({{8, {}, one, reasoning_delta{"f"}}});
  for (event_seq seq = 1; seq <= 8; ++seq) {
    EXPECT_EQ(box.take()->seq, seq);
    box.sent();
  }
}

TEST(outbox, is_full_past_its_limit_and_has_room_below_half_exactly_once) {
  outbox box{{3'000, 1'000}};
  EXPECT_FALSE(box.append(status_event(1)));
  event_seq seq = 2;
  while (!box.append(status_event(seq))) {
    ++seq;
  }
  EXPECT_GT(box.bytes(), 3'000U);
  EXPECT_TRUE(box.append(status_event(seq + 1)));
  int rooms = 0;
  while (box.take()) {
    const bool above = box.bytes() > 1'500;
    if (box.sent()) {
      ++rooms;
      EXPECT_TRUE(above);
      EXPECT_LE(box.bytes(), 1'500U);
    }
  }
  EXPECT_EQ(rooms, 1);
  EXPECT_FALSE(box.append(status_event(1)));
}

TEST(outbox, stays_full_until_there_is_room) {
  outbox box{{2'000, 1'000}};
  while (!box.append(status_event(1))) {
  }
  box.take();
  box.sent();
  ASSERT_LE(box.bytes(), 2'000U);
  EXPECT_TRUE(box.append({})) << "half is not free yet";
}

TEST(outbox, is_full_with_too_many_frames) {
  outbox box{{1'000'000, 4}};
  for (event_seq seq = 1; seq <= 4; ++seq) {
    EXPECT_FALSE(box.append(status_event(seq)));
  }
  EXPECT_TRUE(box.append(status_event(5)));
  EXPECT_EQ(box.frames(), 5U);
  int until_room = 0;
  bool room = false;
  while (!room) {
    ASSERT_TRUE(box.take());
    room = box.sent();
    ++until_room;
  }
  EXPECT_EQ(until_room, 3) << "two of four still wait";
  EXPECT_EQ(box.frames(), 2U);
}

TEST(outbox, counts_what_is_under_way_as_a_frame) {
  outbox box{{1'000'000, 1}};
  box.append(status_event(1));
  box.take();
  EXPECT_EQ(box.frames(), 1U);
  EXPECT_TRUE(box.append(status_event(2)));
}

TEST(outbox, counts_joined_text_as_one_frame) {
  outbox box{{1'000'000, 1}};
  for (event_seq seq = 1; seq <= 100; ++seq) {
    EXPECT_FALSE(box.append(delta(seq, "x")));
  }
  EXPECT_EQ(box.frames(), 1U);
}

TEST(outbox, counts_joined_text) {
  outbox box{{4'000, 1'000}};
  box.append(delta(1, std::string(2'000, 'x')));
  EXPECT_TRUE(box.append(delta(2, std::string(2'000, 'y'))));
  box.take();
  EXPECT_GT(box.bytes(), 4'000U) << "still under way";
  EXPECT_TRUE(box.sent());
  EXPECT_EQ(box.bytes(), 0U);
}

TEST(outbox, counts_the_text_of_a_summary) {
  outbox box{{4'000, 1'000}};
  answer_summary summary;
  summary.text = std::make_shared<const std::string>(5'000, 'x');
  EXPECT_TRUE(box.append({{1, {}, one, status_update{request_status::done, "", summary}}}));
}

TEST(outbox, forgets_everything_when_cleared) {
  outbox box{{10, 1'000}};
  EXPECT_TRUE(box.append(status_event(1)));
  box.clear();
  EXPECT_TRUE(box.empty());
  EXPECT_EQ(box.bytes(), 0U);
  EXPECT_FALSE(box.take());
}

}  // namespace
}  // namespace aurawell::net
