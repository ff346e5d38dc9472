#include "domain/safety/words/spoken_number.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {
namespace {

struct written {
  const char* text;
  double low;
  double high;
};

TEST(spoken_number, reads_digits_chinese_and_english) {
  const written cases[] = {
      {"39.5", 39.5, 39.5},
      {"39,5", 39.5, 39.5},
      {"15,000", 15'000, 15'000},
      {"84,85", 84, 84},
      {"80几", 80, 89},
      {"200多", 200, 299},
      {"80s", 80, 89},
      {"三十九", 39, 39},
      {"两百一", 210, 210},
      {"一百八", 180, 180},
      {"一百八十五", 185, 185},
      {"一百零八", 108, 108},
      {"一百二十", 120, 120},
      {"三十八点五", 38.5, 38.5},
      {"二点一", 2.1, 2.1},
      {"八十几", 80, 89},
      {"八十多", 80, 89},
      {"十几", 10, 19},
      {"几十", 20, 99},
      {"五六", 5, 6},
      {"七八十", 70, 89},
      {"一二零", 120, 120},
      {"二〇〇", 200, 200},
      {"一千五百", 1500, 1500},
      {"一千五", 1500, 1500},
      {"一万", 10'000, 10'000},
      {"半", 0.5, 0.5},
      {"forty", 40, 40},
      {"eighty four", 84, 84},
      {"eighty-four", 84, 84},
      {"two hundred", 200, 200},
      {"a hundred and five", 105, 105},
      {"two hundred and ten", 210, 210},
      {"a dozen", 12, 12},
      {"half a", 0.5, 0.5},
  };
  for (const written& each : cases) {
    const auto number = number_at(phrase_text(each.text), 0);
    ASSERT_TRUE(number) << each.text;
    EXPECT_NEAR(number->low, each.low, 1e-9) << each.text;
    EXPECT_NEAR(number->high, each.high, 1e-9) << each.text;
  }
}

TEST(spoken_number, asks_for_a_unit_behind_small_words) {
  EXPECT_TRUE(number_at("一", 0)->needs_unit);
  EXPECT_TRUE(number_at("one", 0)->needs_unit);
  EXPECT_FALSE(number_at("1", 0)->needs_unit);
  EXPECT_FALSE(number_at("二十", 0)->needs_unit);
}

TEST(spoken_number, reads_no_number_from_other_text) {
  for (const char* text : {"", "x", "fever", "度", "tenth", "\xE4", "\xFF"}) {
    EXPECT_FALSE(number_at(text, 0)) << text;
  }
  EXPECT_TRUE(std::isinf(number_at("13812345678", 0)->low));
}

TEST(spoken_number, is_excluded_by_the_quick_test_only_where_there_is_none) {
  for (const char* text : {"one", "two tablets", "six", "three", "fourteen", "forty-two", "ninety",
                           "half a", "half ", "7", "零", "〇", "俩", "九", "千", "半片", "几十"}) {
    EXPECT_TRUE(may_be_number_at(text, 0)) << text;
  }
  for (const char* text :
       {"on", "onset", "through", "for", "found", "the", "有", "\xE4", "\xE4\xB8", "\xFF", "-"}) {
    EXPECT_FALSE(may_be_number_at(text, 0)) << text;
    EXPECT_FALSE(number_at(text, 0)) << text;
  }
}

}  // namespace
}  // namespace aurawell::safety
