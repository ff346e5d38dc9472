#include "net/llm/answer/sse_parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

namespace aurawell::net {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct seen_event {
  std::string name;
  std::string data;
  std::string error;

  bool operator==(const seen_event&) const = default;
};

std::ostream& operator<<(std::ostream& out, const seen_event& event) {
  return out << '{' << event.name << '|' << event.data << '|' << event.error << '}';
}

seen_event data_event(std::string data) {
  return {"", std::move(data), ""};
}

class stream {
 public:
  explicit stream(std::size_t limit = 1024) : parser_{limit} {}

  sse_outcome feed(std::string bytes) {
    // A heap copy of the exact size, so that a sanitizer sees a view that outlives it.
    const std::vector<char> copy{bytes.begin(), bytes.end()};
    return parser_.feed({copy.data(), copy.size()}, [this](const sse_event& e) { return take(e); });
  }
  sse_outcome finish() {
    return parser_.finish([this](const sse_event& e) { return take(e); });
  }

  std::vector<seen_event> events;

 private:
  bool take(const sse_event& event) {
    events.push_back({std::string{event.name}, std::string{event.data}, std::string{event.error}});
    return true;
  }

  sse_parser parser_;
};

std::vector<seen_event> parse(const std::string& text) {
  stream whole;
  EXPECT_EQ(whole.feed(text), sse_outcome::more);
  EXPECT_EQ(whole.finish(), sse_outcome::more);
  return whole.events;
}

TEST(sse_parser, ends_a_line_at_lf_cr_and_crlf_alike) {
  for (const std::string end : {"\n", "\r", "\r\n"}) {
    EXPECT_THAT(parse("data: a" + end + end + "data: b" + end + end),
                ElementsAre(data_event("a"), data_event("b")));
  }
}

TEST(sse_parser, takes_other_separators_for_data) {
  EXPECT_THAT(parse("data: a\u2028b\u2029c\u0085d\n\n"),
              ElementsAre(data_event("a\u2028b\u2029c\u0085d")));
}

TEST(sse_parser, hands_out_an_event_as_soon_as_its_blank_line_begins) {
  stream cut;
  ASSERT_EQ(cut.feed("data: a\r\n\r"), sse_outcome::more);
  EXPECT_THAT(cut.events, ElementsAre(data_event("a")));
  ASSERT_EQ(cut.feed("\ndata: b\r\n\r\n"), sse_outcome::more);
  EXPECT_THAT(cut.events, ElementsAre(data_event("a"), data_event("b")));
}

TEST(sse_parser, removes_one_space_behind_the_colon) {
  EXPECT_THAT(parse("data:a\n\ndata: b\n\ndata:  c\n\n"),
              ElementsAre(data_event("a"), data_event("b"), data_event(" c")));
}

TEST(sse_parser, joins_data_lines_with_lf) {
  EXPECT_THAT(parse("data: a\ndata\ndata: b\n\n"), ElementsAre(data_event("a\n\nb")));
}

TEST(sse_parser, drops_comments_unknown_fields_and_events_without_data) {
  EXPECT_THAT(parse(": keep-alive\n\nid: 1\nretry: 5\n\nevent: x\n\ndata:\n\n"), IsEmpty());
}

TEST(sse_parser, names_only_the_event_that_has_the_name) {
  EXPECT_THAT(parse("event: error\ndata: a\n\ndata: b\n\n"),
              ElementsAre(seen_event{"error", "a", ""}, data_event("b")));
}

TEST(sse_parser, shows_errors_that_are_no_data) {
  EXPECT_THAT(
      parse("error: {\"a\":1}\n\n{\"error\":\"b: c\"}\n\n"),
      ElementsAre(seen_event{"", "", "{\"a\":1}"}, seen_event{"", "", "{\"error\":\"b: c\"}"}));
}

TEST(sse_parser, ignores_a_byte_order_mark_at_the_start_only) {
  EXPECT_THAT(parse("\xEF\xBB\xBF"
                    "data: a\n\n\xEF\xBB\xBF"
                    "data: b\n\n"),
              ElementsAre(data_event("a")));
}

TEST(sse_parser, finishes_an_event_that_lacks_its_blank_line) {
  for (const std::string tail : {"", "\n", "\r", "\r\n"}) {
    EXPECT_THAT(parse("data: a" + tail), ElementsAre(data_event("a"))) << tail.size();
  }
}

TEST(sse_parser, sees_the_same_events_wherever_the_stream_is_cut) {
  const std::string text =
      "\xEF\xBB\xBF: c\r\nevent: n\r\ndata: a\r\ndata: 你\r\n\r\ndata:b\n\n\rerror: "
      "e\r\r{\"j\":1}\r\n\n"
      "event: last\ndata: c\ndata: d";
  const auto expected = parse(text);
  ASSERT_EQ(expected.size(), 5U);
  for (std::size_t first = 0; first <= text.size(); ++first) {
    for (std::size_t second = first; second <= text.size(); ++second) {
      stream cut;
      ASSERT_EQ(cut.feed(text.substr(0, first)), sse_outcome::more);
      ASSERT_EQ(cut.feed(text.substr(first, second - first)), sse_outcome::more);
      ASSERT_EQ(cut.feed(text.substr(second)), sse_outcome::more);
      ASSERT_EQ(cut.finish(), sse_outcome::more);
      ASSERT_EQ(cut.events, expected) << "cut at " << first << " and " << second;
    }
  }
}

TEST(sse_parser, sees_the_same_events_byte_by_byte) {
  const std::string text = "event: n\r\ndata: a\r\ndata: b\r\n\r\n: c\r\rdata: d\n\n";
  stream slow;
  for (const char byte : text) {
    ASSERT_EQ(slow.feed({byte}), sse_outcome::more);
  }
  ASSERT_EQ(slow.finish(), sse_outcome::more);
  EXPECT_EQ(slow.events, parse(text));
}

TEST(sse_parser, stops_where_the_sink_had_enough) {
  sse_parser parser{1024};
  auto calls = 0;
  const auto outcome = parser.feed("data: a\n\ndata: b\n\n", [&](const sse_event&) {
    ++calls;
    return false;
  });
  EXPECT_EQ(outcome, sse_outcome::stopped);
  EXPECT_EQ(calls, 1);
}

TEST(sse_parser, takes_an_event_of_just_the_limit) {
  stream exact{12};
  EXPECT_EQ(exact.feed("data: 123456\n\n"), sse_outcome::more);
  EXPECT_THAT(exact.events, ElementsAre(data_event("123456")));
}

TEST(sse_parser, refuses_a_line_over_the_limit_whole_or_in_parts) {
  stream whole{12};
  EXPECT_EQ(whole.feed("data: 1234567\n\n"), sse_outcome::too_long);
  stream parts{12};
  EXPECT_EQ(parts.feed("data: 123456"), sse_outcome::more);
  EXPECT_EQ(parts.feed("7"), sse_outcome::too_long);
  stream comment{12};
  EXPECT_EQ(comment.feed(": 12345678901"), sse_outcome::too_long);
}

TEST(sse_parser, refuses_an_event_over_the_limit_that_has_short_lines) {
  stream many{64};
  auto outcome = sse_outcome::more;
  for (auto lines = 0; outcome == sse_outcome::more && lines < 100; ++lines) {
    outcome = many.feed("data: 12345678\n");
  }
  EXPECT_EQ(outcome, sse_outcome::too_long);
}

}  // namespace
}  // namespace aurawell::net
