#include "net/json/utf8_repair.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

std::string in_parts(std::string_view text, std::size_t cut) {
  std::string out;
  utf8_repair repair;
  repair.append(text.substr(0, cut), out);
  repair.append(text.substr(cut), out);
  repair.finish(out);
  return out;
}

TEST(utf8_repair, leaves_valid_text_alone_wherever_it_is_cut) {
  const std::string text =
      "a é 你 🛌🏽 \xED\x9F\xBF \xF4\x8F\xBF\xBF \xE0\xA0\x80 \xF0\x90\x80\x80";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(in_parts(text, cut), text) << cut;
  }
}

TEST(utf8_repair, says_the_same_about_broken_text_wherever_it_is_cut) {
  const std::string text =
      "a\xFF"
      "b\xC0\xAF"
      "c\xED\xA0\x80"
      "d\xE4\xBD"
      "e\xF0\x9F\x9B"
      "f\xF5g\x80\xE4";
  const auto expected = repaired_utf8(text);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(in_parts(text, cut), expected) << cut;
  }
}

TEST(utf8_repair, replaces_each_byte_that_belongs_to_no_character) {
  EXPECT_EQ(repaired_utf8("a\xFF"
                          "b\xE4\xBD"),
            "a\uFFFDb\uFFFD\uFFFD");
}

TEST(utf8_repair, holds_back_only_what_could_become_a_character) {
  std::string out;
  utf8_repair repair;
  repair.append("a\xE4\xBD", out);
  EXPECT_EQ(out, "a");
  repair.append("\xA0", out);
  EXPECT_EQ(out, "a你");
  repair.append("\xE0\x80", out);
  EXPECT_EQ(out, "a你\uFFFD\uFFFD");
}

TEST(utf8_repair, joins_the_halves_of_a_surrogate_pair_wherever_they_are_cut) {
  const std::string high = "\xED\xA0\xBD";
  const std::string low = "\xED\xB8\x80";
  for (const auto& [text, expected] : {
           std::pair{"a" + high + low + "b", std::string{"a😀b"}},
           std::pair{"a" + high + "b" + low + "c", std::string{"a\uFFFDb\uFFFDc"}},
           std::pair{high + high + low + low, std::string{"\uFFFD😀\uFFFD"}},
           std::pair{high + "\xED\x9F\xBF", std::string{"\uFFFD\xED\x9F\xBF"}},
           std::pair{high + "\xED", std::string{"\uFFFD\uFFFD"}},
           std::pair{high + "\xED\xB8", std::string{"\uFFFD\uFFFD\uFFFD"}},
           std::pair{"a" + low, std::string{"a\uFFFD"}},
           std::pair{std::string{"\xED\xA0z"}, std::string{"\uFFFD\uFFFDz"}},
       }) {
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      EXPECT_EQ(in_parts(text, cut), expected) << cut;
    }
    EXPECT_EQ(repaired_utf8(text), expected);
  }
}

}  // namespace
}  // namespace aurawell::net
