#include "config/log/log_line.hpp"

#include <gmock/gmock.h>
#include <rapidjson/document.h>

#include <limits>
#include <random>

namespace aurawell::config {
namespace {

using logging::level;
using testing::EndsWith;

/// 2026-11-30T01:43:33.123Z.
const std::chrono::system_clock::time_point some_time{std::chrono::milliseconds{1'796'003'013'123}};

std::string text_of(logging::fields content, level severity = level::warn) {
  return text_line(
      {some_time, severity, "request.incomplete", {content.begin(), content.size()}, 7});
}

std::string json_of(logging::fields content) {
  return json_line(
      {some_time, level::warn, "request.incomplete", {content.begin(), content.size()}, 7});
}

TEST(log_line, text_is_time_level_event_and_fields) {
  const session_id session{"s_1"};
  EXPECT_EQ(text_of({{"session", session}, {"reason", "it broke off"}}),
            "2026-11-30T01:43:33.123Z warn  request.incomplete session=s_1 "
            "reason=\"it broke off\"");
  EXPECT_EQ(text_of({}, level::error), "2026-11-30T01:43:33.123Z error request.incomplete");
  EXPECT_EQ(text_of({}, level::info), "2026-11-30T01:43:33.123Z info  request.incomplete");
  EXPECT_EQ(text_of({}, level::debug), "2026-11-30T01:43:33.123Z debug request.incomplete");
}

TEST(log_line, json_has_the_same_as_members) {
  EXPECT_EQ(json_of({{"session", "s_1"}, {"detail", "it broke off"}, {"bytes", 12}}),
            R"({"time":"2026-11-30T01:43:33.123Z","level":"warn","event":"request.incomplete",)"
            R"("session":"s_1","detail":"it broke off","bytes":12,"thread":7})");
}

TEST(log_line, values_keep_their_types) {
  const auto most = std::numeric_limits<std::uint64_t>::max();
  const std::uint16_t port = 8000;
  const std::string digit = "7";
  const logging::fields content{{"bytes", most}, {"change", -5},
                                {"port", port},  {"found", true},
                                {"lost", false}, {"duration_ms", std::chrono::seconds{2}},
                                {"name", digit}};
  EXPECT_THAT(text_of(content),
              EndsWith(" bytes=18446744073709551615 change=-5 port=8000 found=true "
                       "lost=false duration_ms=2000 name=7"));
  EXPECT_THAT(json_of(content),
              EndsWith(R"(,"bytes":18446744073709551615,"change":-5,"port":8000,"found":true,)"
                       R"("lost":false,"duration_ms":2000,"name":"7","thread":7})"));
}

TEST(log_line, quotes_what_could_be_read_as_something_else) {
  EXPECT_THAT(text_of({{"a", ""}}), EndsWith(" a=\"\""));
  EXPECT_THAT(text_of({{"a", "x user=root"}}), EndsWith(" a=\"x user=root\""));
  EXPECT_THAT(text_of({{"a", "x=y"}}), EndsWith(" a=\"x=y\""));
  EXPECT_THAT(text_of({{"a", "say \"x\\y\""}}), EndsWith(R"( a="say \"x\\y\"")"));
  EXPECT_THAT(text_of({{"a", "健康"}}), EndsWith(" a=\"健康\""));
  EXPECT_THAT(text_of({{"a", "http://[::1]:8000/x?y,z"}}), EndsWith(" a=http://[::1]:8000/x?y,z"));
}

TEST(log_line, escapes_what_could_start_a_line_or_change_how_it_is_shown) {
  // Line feed, return, tab, escape, C1, line separator, right-to-left override, no UTF-8.
  const std::string hostile = "a\nb\rc\td\x1b[31m\xc2\x9b\xe2\x80\xa8\xe2\x80\xae\xff";
  const std::string escaped = R"("a\nb\rc\td\u001b[31m\u009b\u2028\u202e)"
                              "\xef\xbf\xbd\"";
  EXPECT_THAT(text_of({{"a", hostile}}), EndsWith(" a=" + escaped));
  EXPECT_THAT(json_of({{"a", hostile}}), EndsWith(",\"a\":" + escaped + ",\"thread\":7}"));
}

std::string random_bytes(std::mt19937& random) {
  std::string bytes(random() % 64, '\0');
  for (char& byte : bytes) {
    byte = static_cast<char>(random() % 256);
  }
  return bytes;
}

TEST(log_line, any_bytes_make_one_line_of_valid_json) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  for (int round = 0; round < 500; ++round) {
    const auto bytes = random_bytes(random);
    const auto line = json_of({{"a", bytes}});
    EXPECT_EQ(line.find_first_of("\n\r"), std::string::npos) << line;
    rapidjson::Document json;
    json.Parse<rapidjson::kParseValidateEncodingFlag>(line.c_str());
    ASSERT_FALSE(json.HasParseError()) << line;
    EXPECT_EQ(json.MemberCount(), 5U);
  }
}

TEST(log_line, any_bytes_make_one_field_of_text) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  for (int round = 0; round < 500; ++round) {
    const auto bytes = random_bytes(random);
    const auto line = text_of({{"a", bytes}, {"b", 1}});
    EXPECT_EQ(line.find_first_of("\n\r\x1b"), std::string::npos) << line;
    const auto start = line.find(" a=") + 3;
    auto end = line.find(' ', start);
    if (line[start] == '"') {
      for (end = start + 1; line[end] != '"'; ++end) {
        end += line[end] == '\\' ? 1 : 0;
      }
      ++end;
    }
    EXPECT_EQ(line.substr(end), " b=1") << line;
  }
}

}  // namespace
}  // namespace aurawell::config
