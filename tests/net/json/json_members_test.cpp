#include "net/json/json_members.hpp"

#include <gtest/gtest.h>

#include "domain/ids.hpp"
#include "net/json/json_object.hpp"

namespace aurawell::net {
namespace {

class members : public ::testing::Test {
 protected:
  const json_object object{
      R"({"text":"words","name":"a b","none":null,"empty":"","number":5,"yes":true})", {}, "it"};
};

TEST_F(members, are_read_as_text) {
  EXPECT_EQ(*read_text(*object, "text"), "words");
  for (const auto* absent : {"none", "empty", "missing"}) {
    EXPECT_EQ(*read_text(*object, absent), "");
  }
  const auto wrong = read_text(*object, "number", "data.");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.failure().code, ec::bad_format);
  EXPECT_EQ(wrong.failure().detail, "data.number must be a string");
}

TEST_F(members, are_read_as_names) {
  EXPECT_EQ(*read_name(*object, "text", is_entity_name), "words");
  EXPECT_EQ(*read_name(*object, "empty", is_entity_name), "");
  EXPECT_EQ(read_name(*object, "name", is_entity_name).failure().detail,
            "name has a wrong character or length");
  EXPECT_EQ(read_name(*object, "yes", is_entity_name).failure().detail, "yes must be a string");
}

TEST_F(members, are_read_as_flags) {
  EXPECT_TRUE(*read_flag(*object, "yes"));
  EXPECT_FALSE(*read_flag(*object, "none"));
  EXPECT_FALSE(*read_flag(*object, "missing"));
  EXPECT_EQ(read_flag(*object, "number", "x.").failure().detail, "x.number must be true or false");
}

}  // namespace
}  // namespace aurawell::net
