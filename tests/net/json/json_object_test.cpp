#include "net/json/json_object.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(json_object, is_the_root) {
  const json_object object{R"({"a":1})", {}, "the body"};
  ASSERT_TRUE(object);
  EXPECT_EQ(find_entry(*object, "a")->as_int(), 1);
}

TEST(json_object, names_the_text_that_is_none) {
  const auto refusal = [](std::string_view text, const json_bounds& bounds = {}) {
    const json_object object{text, bounds, "the body"};
    EXPECT_FALSE(object);
    EXPECT_EQ(object.failure().code, ec::bad_format);
    return object.failure().detail;
  };
  EXPECT_EQ(refusal("[]"), "the body is not a JSON object");
  EXPECT_EQ(refusal("{"), "the body is not JSON: Missing a name for object member. at offset 1");
  EXPECT_EQ(refusal("{}", {.max_bytes = 1}), "the body is longer than 1 bytes");
}

}  // namespace
}  // namespace aurawell::net
