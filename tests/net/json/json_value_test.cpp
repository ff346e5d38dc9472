#include "net/json/json_value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "net/json/json_document.hpp"

namespace aurawell::net {
namespace {

using ::testing::ElementsAre;

TEST(json_value, keeps_numbers_and_strings_apart) {
  const json_document document{R"(["5",5])", {}};
  const auto& text = *document.root().begin();
  const auto& number = *std::next(document.root().begin());
  EXPECT_TRUE(text.is_text());
  EXPECT_FALSE(text.is_number());
  EXPECT_EQ(text.text(), "5");
  EXPECT_EQ(text.as_int(), std::nullopt);
  EXPECT_EQ(text.as_double(), std::nullopt);
  EXPECT_TRUE(number.is_number());
  EXPECT_FALSE(number.is_text());
  EXPECT_EQ(number.digits(), "5");
  EXPECT_EQ(text_of(&number), "");
}

TEST(json_value, converts_numbers_to_the_nearest_double) {
  struct row {
    const char* digits;
    double value;
  };
  for (const auto& [digits, value] :
       {row{"0", 0.0}, row{"-17", -17.0}, row{"0e65", 0.0}, row{"72.1", 72.1}, row{"1e300", 1e300},
        row{"5e-324", 5e-324}, row{"1.7976931348623157e308", 1.7976931348623157e308},
        row{"2.2250738585072014e-308", 2.2250738585072014e-308},
        row{"2.220446049250313e-16", 2.220446049250313e-16},
        row{"0.184467440737095516159", 0.184467440737095516159},
        row{"9007199254740993", 9007199254740992.0}, row{"1E+2", 100.0}}) {
    const json_document document{digits, {}};
    ASSERT_TRUE(document.is_valid()) << digits << " " << document.fault();
    EXPECT_EQ(document.root().as_double(), value) << digits;
    EXPECT_EQ(document.root().digits(), digits);
  }
  const json_document minus{"-0", {}};
  EXPECT_TRUE(std::signbit(*minus.root().as_double()));
}

TEST(json_value, is_an_int_without_fraction_and_exponent) {
  const auto as_int = [](const char* digits) { return json_document{digits, {}}.root().as_int(); };
  EXPECT_EQ(as_int("0"), 0);
  EXPECT_EQ(as_int("-0"), 0);
  EXPECT_EQ(as_int("-2147483648"), -2147483647 - 1);
  EXPECT_EQ(as_int("2147483647"), 2147483647);
  for (const auto* digits : {"2147483648", "-2147483649", "1.0", "1e2", "\"1\"", "true", "null"}) {
    EXPECT_EQ(as_int(digits), std::nullopt) << digits;
  }
}

TEST(json_value, walks_over_children_only) {
  const json_document document{R"({"a":[1,[2]],"b":{"c":{}},"d":null})", {}};
  std::vector<std::string> names;
  for (const auto& member : document.root()) {
    names.emplace_back(member.name());
  }
  EXPECT_THAT(names, ElementsAre("a", "b", "d"));
  EXPECT_EQ(document.root().size(), 3U);
  const auto& scalar = *find_entry(document.root(), "d");
  EXPECT_EQ(scalar.size(), 0U);
  EXPECT_EQ(scalar.begin(), scalar.end());
  const json_document text{R"("abc")", {}};
  EXPECT_EQ(text.root().size(), 0U);
  EXPECT_EQ(text.root().begin(), text.root().end());
}

TEST(json_value, finds_the_first_member_of_a_name) {
  const json_document document{R"({"a":{"b":1},"b":2,"b":3,"n":null,"":4})", {}};
  const auto& root = document.root();
  EXPECT_EQ(find_entry(root, "b")->as_int(), 2);
  EXPECT_EQ(find_entry(root, "")->as_int(), 4);
  EXPECT_EQ(find_entry(root, "c"), nullptr);
  EXPECT_TRUE(find_entry(root, "n")->is_null());
  EXPECT_EQ(find_member(root, "n"), nullptr);
  EXPECT_EQ(find_member(find_member(root, "a"), "b")->as_int(), 1);
  EXPECT_EQ(find_member(find_member(root, "c"), "b"), nullptr);
  EXPECT_EQ(find_member(find_member(root, "b"), "b"), nullptr);
  const json_document list{R"(["a"])", {}};
  EXPECT_EQ(find_entry(list.root(), ""), nullptr);
}

TEST(json_value, is_null_by_itself) {
  constexpr json_value nothing;
  EXPECT_TRUE(nothing.is_null());
  EXPECT_EQ(find_entry(nothing, "a"), nullptr);
  EXPECT_EQ(text_of(&nothing), "");
  EXPECT_EQ(text_of(nullptr), "");
}

}  // namespace
}  // namespace aurawell::net
