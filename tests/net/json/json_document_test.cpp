#include "net/json/json_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using namespace std::string_view_literals;
using ::testing::HasSubstr;

std::string fault_of(std::string_view text, const json_bounds& bounds = {}) {
  return json_document{text, bounds}.fault();
}

bool is_read_leniently(std::string_view text) {
  return json_document{text, model_server_json}.is_valid();
}

constexpr std::string_view sound_texts[] = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1.5E+3",
    "\"\"",
    "[]",
    "{}",
    " \t\r\n[ \t\r\n] \t\r\n",
    "\xEF\xBB\xBF{}",
    R"({"":0})",
    R"([[],{},"",0,null,true])",
    R"(["\"\\\/\b\f\n\r\t\u00e9\u0000"])",
    R"(["\uD83D\uDE00"])",
    R"(["\uD7FF\uE000\uFFFF"])",
    "[\"\x7F\"]",
    "[\"\xC2\x80\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"]",
    "[1.7976931348623157e308]",
    "[5e-324]",
    "[123456789012345678901234567890]"};

TEST(json_document, takes_what_rfc_8259_calls_json) {
  for (const auto text : sound_texts) {
    EXPECT_EQ(fault_of(text), "") << text;
    EXPECT_TRUE(is_read_leniently(text)) << text;
  }
}

/// Garbled in both profiles.
constexpr std::string_view garbled_texts[] = {
    "", " ", "\xEF\xBB\xBF", "\xBB{}", "\xBF{}", "\xEF{}", "\xEF\xBB{}", "nul", "nulll", "True",
    "TRUE", "undefined", "'a'", "{'a':1}", "{a:1}", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]",
    "[1,,2]", "[1 2]", "[1]]", "[1]x", "[1] [2]", "1 2", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
    "{,\"a\":1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{1:2}", "{null:1}", "[1}", "{\"a\":1]",
    "[\"a\":1]",
    // Numbers.
    "-", "+1", "01", "-01", "00", ".5", "5.", "-.5", "1.e5", "1e", "1e+", "1E-", "0x10", "1_000",
    "1e1.5", "--1", "1-2", "1f", "nan", "inf", "-nan", "1\xC2\xA0", "\xEF\xBC\x91",
    // Strings.
    "\"", "\"a", "\"\\\"", "\"\\x41\"", "\"\\a\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\U0041\"",
    "\"\n\"", "\"\t\"", "\"\x1F\"", "\"a\"b", "a\"b\"",
    // Comments and the like.
    "[1] // one", "/* one */ 1", "[1 /* one */]", "# one\n1"};

TEST(json_document, refuses_what_rfc_8259_does_not) {
  for (const auto text : garbled_texts) {
    EXPECT_THAT(fault_of(text), HasSubstr("is not JSON: ")) << text;
    EXPECT_THAT(fault_of(text), HasSubstr(" at offset ")) << text;
    EXPECT_FALSE(is_read_leniently(text)) << text;
  }
}

TEST(json_document, has_one_meaning_for_clients) {
  for (const auto* text : {R"({"a":1,"a":2})", R"({"user_id":"ann","\u0075ser_id":"bob"})",
                           R"([{"b":[{"a":{},"c":1,"a":{}}]}])", R"({"":1,"":1})"}) {
    EXPECT_EQ(fault_of(text), "has an object with two members of one name") << text;
    EXPECT_TRUE(is_read_leniently(text)) << text;
  }
  EXPECT_EQ(fault_of(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}],"A":1})"), "");
  std::string many = "{\"0\":0";
  for (int i = 1; i < 200; ++i) {
    many += ",\"" + std::to_string(i) + "\":0";
  }
  EXPECT_EQ(fault_of(many + "}"), "");
  EXPECT_NE(fault_of(many + ",\"0\":0}"), "");
}

TEST(json_document, says_where_a_text_is_no_json) {
  EXPECT_EQ(fault_of("[1,}"), "is not JSON: Invalid value. at offset 3");
  EXPECT_EQ(fault_of("\xEF\xBB\xBF[1,}"), "is not JSON: Invalid value. at offset 6");
  EXPECT_EQ(fault_of("{} x"),
            "is not JSON: The document root must not be followed by other values. at offset 3");
  EXPECT_EQ(fault_of(R"(["\ud800"])"), "is not JSON: half of a surrogate pair at offset 2");
}

TEST(json_document, is_utf8_for_clients_and_anything_from_model_servers) {
  for (const auto text :
       {"[\"\x80\"]"sv, "[\"\xFF\"]"sv, "[\"\xC3\"]"sv, "[\"\xC0\x80\"]"sv, "[\"\xE0\x80\x80\"]"sv,
        "[\"\xED\xA0\x80\"]"sv, "[\"\xED\xBF\xBF\"]"sv, "[\"\xF0\x80\x80\x80\"]"sv,
        "[\"\xF4\x90\x80\x80\"]"sv, "[\"\xF8\x88\x80\x80\x80\"]"sv, "{\"\xFF\":1}"sv}) {
    EXPECT_THAT(fault_of(text), HasSubstr("Invalid encoding in string.")) << text;
    EXPECT_TRUE(is_read_leniently(text)) << text;
  }
  const json_document document{"[\"a\xFF\"]", model_server_json};
  EXPECT_EQ(document.root().begin()->text(), "a\xFF");
}

TEST(json_document, has_no_nul_byte) {
  for (const auto text : {"{}\0"sv, "\0{}"sv, "[\0]"sv, "[\"a\0b\"]"sv, "{}\0x"sv}) {
    EXPECT_THAT(fault_of(text), HasSubstr("is not JSON: NUL at offset"));
  }
}

TEST(json_document, has_no_half_of_a_surrogate_pair) {
  for (const auto text : {R"(["\ud800"])", R"(["\udc00"])", R"(["\udfff\ud800"])",
                          R"({"\ud83d":1})", R"(["\ud83d\ud83d"])", R"(["\uD83D\\uDE00"])"}) {
    EXPECT_THAT(fault_of(text), HasSubstr("half of a surrogate pair")) << text;
    EXPECT_TRUE(is_read_leniently(text)) << text;
  }
  const json_document document{R"({"\udc00":"\ud800\ud83d\ude00\udfff"})", model_server_json};
  ASSERT_TRUE(document.is_valid());
  EXPECT_EQ(document.root().begin()->name(), "\xED\xB0\x80");
  EXPECT_EQ(document.root().begin()->text(), "\xED\xA0\x80😀\xED\xBF\xBF");
}

TEST(json_document, has_numbers_that_a_double_can_hold) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    for (const auto& text : {number, "[" + number + "]", R"({"a":)" + number + "}"}) {
      EXPECT_EQ(fault_of(text, {.max_number_bytes = 400}).empty(), fits) << text;
      EXPECT_TRUE(is_read_leniently(text)) << text;
    }
  }
  EXPECT_EQ(fault_of("[2e308]"), "is not JSON: Number out of range. at offset 1");
}

TEST(json_document, takes_any_number_from_model_servers) {
  const json_document document{
      "[NaN,-NaN,Inf,Infinity,-Infinity,-Inf,1e999,2e308,1e-400," + std::string(5000, '9') + ",7]",
      model_server_json};
  ASSERT_TRUE(document.is_valid()) << document.fault();
  EXPECT_EQ(document.root().size(), 11U);
  for (const auto& number : document.root()) {
    EXPECT_TRUE(number.is_number());
  }
  EXPECT_EQ(std::next(document.root().begin(), 10)->as_double(), 7);
  for (const auto* text : {"[NaN]", "[Infinity]", "[-Infinity]"}) {
    EXPECT_NE(fault_of(text), "") << text;
  }
  for (const auto* text :
       {"[NaN.5]", "[Inf.2e2]", "[NaN1]", "[Infinit]", "[Na]", "[NaNInf]", "[NaNe5]"}) {
    EXPECT_FALSE(is_read_leniently(text)) << text;
  }
}

TEST(json_document, is_read_once_more_for_many_huge_numbers) {
  std::string text = "[";
  for (int i = 0; i < 1000; ++i) {
    text += "1e999,";
  }
  const json_document document{text + "\"1e999\"]", model_server_json};
  ASSERT_TRUE(document.is_valid()) << document.fault();
  EXPECT_EQ(document.root().size(), 1001U);
  EXPECT_EQ(std::next(document.root().begin(), 1000)->text(), "1e999");
}

TEST(json_document, stops_at_its_bounds) {
  EXPECT_EQ(fault_of("[[1]]", {.max_bytes = 5}), "");
  EXPECT_EQ(fault_of("[[1]] ", {.max_bytes = 5}), "is longer than 5 bytes");
  EXPECT_EQ(fault_of("[[1],[]]", {.max_depth = 2}), "");
  EXPECT_EQ(fault_of("[[[1]]]", {.max_depth = 2}), "is nested deeper than 2 levels at offset 2");
  EXPECT_EQ(fault_of("1", {.max_depth = 0}), "");
  EXPECT_EQ(fault_of("[1,{\"a\":2}]", {.max_values = 4}), "");
  EXPECT_EQ(fault_of("[1,{\"a\":2},3]", {.max_values = 4}), "has more than 4 values at offset 11");
  EXPECT_EQ(fault_of("[1234]", {.max_number_bytes = 4}), "");
  EXPECT_EQ(fault_of("[-1234]", {.max_number_bytes = 4}),
            "has a number longer than 4 bytes at offset 1");
}

TEST(json_document, stops_at_its_bounds_by_default) {
  const auto list_of = [](int count) {
    std::string text = "[0";
    for (int i = 1; i < count; ++i) {
      text += ",0";
    }
    return text + "]";
  };
  EXPECT_EQ(fault_of(list_of(65'535)), "");
  EXPECT_THAT(fault_of(list_of(65'536)), HasSubstr("has more than 65536 values"));
  EXPECT_EQ(fault_of(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_THAT(fault_of(std::string(33, '[') + std::string(33, ']')), HasSubstr("32 levels"));
  EXPECT_EQ(fault_of("1" + std::string(127, '0')), "");
  EXPECT_THAT(fault_of("1" + std::string(128, '0')), HasSubstr("128 bytes"));
  const std::string longest(16 * 1024 * 1024, ' ');
  EXPECT_THAT(fault_of(longest), HasSubstr("empty"));
  EXPECT_EQ(fault_of(longest + " "), "is longer than 16777216 bytes");
}

TEST(json_document, uses_no_stack_for_nesting) {
  constexpr std::size_t depth = 500'000;
  EXPECT_TRUE(is_read_leniently(std::string(depth, '[') + std::string(depth, ']')));
  EXPECT_FALSE(is_read_leniently(std::string(depth, '[')));
}

TEST(json_document, repeats_nothing_of_the_text) {
  for (const auto* text : {"{\"s3cret", "s3cret", "[\"s3cret\" s3cret]", "{\"s3cret\":1e999}"}) {
    EXPECT_EQ(fault_of(text).find("s3cret"), std::string::npos);
  }
}

TEST(json_document, keeps_nothing_of_what_it_was_given) {
  std::string text = R"({"name":"text","number":17})";
  const json_document document{text, {}};
  text.assign(text.size(), '#');
  EXPECT_EQ(find_entry(document.root(), "name")->text(), "text");
  EXPECT_EQ(find_entry(document.root(), "number")->digits(), "17");
}

}  // namespace
}  // namespace aurawell::net
