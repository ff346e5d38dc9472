#include "config/settings/values.hpp"

#include <gmock/gmock.h>

#include "config/settings/options.hpp"

namespace aurawell::config {
namespace {

/// Sets a value and returns the setting's new text, or the error.
std::string outcome_of(const std::string& key, const given_value& value) {
  settings all;
  const auto address = find_option(key);
  if (!address) {
    return "no such key";
  }
  const auto target = address->row->access(all, address->instance);
  const auto before = to_toml(*address->row, target);
  const auto done = assign(*address->row, target, value);
  if (!done) {
    EXPECT_EQ(to_toml(*address->row, target), before) << "a refused value left a trace";
    return done.failure().detail;
  }
  return to_toml(*address->row, target);
}

plain_text plain(const char* text) {
  return {text};
}

struct value_case {
  const char* key;
  given_value value;
  const char* expected;
};

class values : public testing::TestWithParam<value_case> {};

TEST_P(values, become_settings_or_complaints) {
  const auto& [key, value, expected] = GetParam();
  EXPECT_EQ(outcome_of(key, value), expected) << key;
}

constexpr auto port = "server.port";
constexpr auto size = "server.max_message_bytes";
constexpr auto duration = "server.drain_timeout";
constexpr auto real = "pools.health_chat.temperature";
constexpr auto flag = "storage.sync_to_disk";
constexpr auto text = "storage.url";
constexpr auto list_of_origins = "server.allowed_origins";
constexpr auto choice = "log.format";

INSTANTIATE_TEST_SUITE_P(
    numbers, values,
    testing::Values(
        value_case{port, std::int64_t{0}, "0"}, value_case{port, std::int64_t{65535}, "65535"},
        value_case{port, plain("80"), "80"},
        value_case{port, std::int64_t{65536}, "65536 is out of range; allowed is 0 to 65535"},
        value_case{port, std::int64_t{-1}, "-1 is out of range; allowed is 0 to 65535"},
        value_case{port, plain("-1"), "\"-1\" is out of range; allowed is 0 to 65535"},
        value_case{port, plain("99999999999999999999"),
                   "must be a whole number, found \"99999999999999999999\""},
        value_case{port, plain(""), "must be a whole number, found \"\""},
        value_case{port, plain("8 0"), "must be a whole number, found \"8 0\""},
        value_case{port, plain("1e3"), "must be a whole number, found \"1e3\""},
        value_case{port, 80.0, "must be a whole number, found 80.0"},
        value_case{port, true, "must be a whole number, found true or false"},
        value_case{port, std::string{"80"}, "must be a whole number, found \"80\""},
        value_case{port, foreign_value{"a table"}, "must be a whole number, found a table"}));

INSTANTIATE_TEST_SUITE_P(
    sizes, values,
    testing::Values(
        value_case{size, std::string{"64KiB"}, "\"64KiB\""},
        value_case{size, std::string{"1MiB"}, "\"1MiB\""},
        value_case{size, plain("2KiB"), "\"2KiB\""}, value_case{size, plain("5000"), "5000"},
        value_case{size, plain("5000B"), "5000"}, value_case{size, std::int64_t{2048}, "\"2KiB\""},
        value_case{size, plain("2MiB"), "\"2MiB\" is out of range; allowed is 1KiB to 1MiB"},
        value_case{size, plain("-2KiB"),
                   "must be a size such as \"64KiB\" or a number of bytes, found \"-2KiB\""},
        value_case{size, plain("64KB"),
                   "must be a size such as \"64KiB\" or a number of bytes, found \"64KB\""},
        value_case{size, plain("99999999999GiB"),
                   "must be a size such as \"64KiB\" or a number of bytes, found "
                   "\"99999999999GiB\""}));

constexpr auto wanted_duration =
    "must be a duration such as \"250ms\", \"30s\", \"2m\" or \"1h\", found ";

INSTANTIATE_TEST_SUITE_P(durations, values,
                         testing::Values(value_case{duration, std::string{"250ms"}, "\"250ms\""},
                                         value_case{duration, plain("2s"), "\"2s\""},
                                         value_case{duration, plain("60s"), "\"1m\""},
                                         value_case{duration, plain("0s"), "\"0s\""},
                                         value_case{
                                             duration, plain("1h"),
                                             "\"1h\" is out of range; allowed is 0s to 10m"}));

INSTANTIATE_TEST_SUITE_P(wrong_durations, values, testing::ValuesIn([] {
                           static const std::string messages[] = {
                               std::string{wanted_duration} + "5",
                               std::string{wanted_duration} + "\"5\"",
                               std::string{wanted_duration} + "\"5 s\"",
                               std::string{wanted_duration} + "\"1.5s\"",
                               std::string{wanted_duration} + "\"-1s\"",
                               std::string{wanted_duration} + "\"s\"",
                               std::string{wanted_duration} + "\"9223372036854775807h\""};
                           return std::vector<value_case>{
                               {duration, std::int64_t{5}, messages[0].c_str()},
                               {duration, plain("5"), messages[1].c_str()},
                               {duration, plain("5 s"), messages[2].c_str()},
                               {duration, plain("1.5s"), messages[3].c_str()},
                               {duration, plain("-1s"), messages[4].c_str()},
                               {duration, plain("s"), messages[5].c_str()},
                               {duration, plain("9223372036854775807h"), messages[6].c_str()}};
                         }()));

INSTANTIATE_TEST_SUITE_P(
    reals, values,
    testing::Values(value_case{real, 0.25, "0.25"}, value_case{real, std::int64_t{2}, "2.0"},
                    value_case{real, plain("1"), "1.0"}, value_case{real, plain("5e-1"), "0.5"},
                    value_case{real, plain("nan"), "must be a number, found \"nan\""},
                    value_case{real, plain("inf"), "must be a number, found \"inf\""},
                    value_case{real, plain("0.5x"), "must be a number, found \"0.5x\""},
                    value_case{real, 2.5, "2.5 is out of range; allowed is 0.0 to 2.0"},
                    value_case{real, std::string{"1"}, "must be a number, found \"1\""}));

INSTANTIATE_TEST_SUITE_P(
    others, values,
    testing::Values(
        value_case{flag, false, "false"}, value_case{flag, plain("false"), "false"},
        value_case{flag, plain("yes"), "must be true or false, found \"yes\""},
        value_case{flag, std::string{"true"}, "must be true or false, found \"true\""},
        value_case{flag, std::int64_t{1}, "must be true or false, found 1"},
        value_case{text, std::string{"memory:"}, "\"memory:\""},
        value_case{text, plain("a \"b\" \\ \n"), "\"a \\\"b\\\" \\\\ \\u000A\""},
        value_case{text, std::string("a\0b", 3), "holds a NUL character"},
        value_case{text, std::int64_t{1}, "must be text in quotes, found 1"},
        value_case{list_of_origins, std::vector<std::string>{"a", "b"}, "[\"a\", \"b\"]"},
        value_case{list_of_origins, plain("a, b"), "[\"a\", \"b\"]"},
        value_case{list_of_origins, plain(""), "[]"},
        value_case{list_of_origins, std::string{"a"},
                   "must be a list of texts such as [\"a\", \"b\"], found \"a\""},
        value_case{list_of_origins, foreign_value{"a list of other things"},
                   "must be a list of texts such as [\"a\", \"b\"], found a list of other things"},
        value_case{choice, std::string{"json"}, "\"json\""},
        value_case{choice, plain("json"), "\"json\""},
        value_case{choice, plain("JSON"), "must be \"text\" or \"json\", found \"JSON\""},
        value_case{choice, std::int64_t{0}, "must be \"text\" or \"json\", found 0"}));

}  // namespace
}  // namespace aurawell::config
