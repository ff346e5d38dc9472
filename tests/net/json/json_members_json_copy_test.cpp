#include "net/json/json_members.hpp"

#include <gtest/gtest.h>

#include "net/json/json_document.hpp"

namespace aurawell::net {
namespace {

std::string copied(std::string_view json) {
  const json_document document{json, {.max_depth = 1000}};
  EXPECT_TRUE(document.is_valid()) << document.fault();
  std::string out = "before ";
  append_json(out, document.root());
  return out.substr(7);
}

TEST(json_copy, is_the_same_without_space) {
  for (const std::string json :
       {"null", "true", "false", "17", "\"\"", "[]", "{}", "[[]]", "[{}]", "[[],[]]", R"({"":[]})",
        R"([1,[2,3],4])", R"({"a":{"b":[null,true,{"c":"d"}]},"e":false})", R"([[[1]],{},[2]])"}) {
    EXPECT_EQ(copied(json), json);
  }
  EXPECT_EQ(copied(" { \"a\" : [ 1 ,\t2 ] , \"b\" : \n{ } } "), R"({"a":[1,2],"b":{}})");
}

TEST(json_copy, writes_numbers_as_they_came) {
  for (const std::string number :
       {"0e65", "-0", "1.50", "1E+2", "12345678901234567890123", "5e-324"}) {
    EXPECT_EQ(copied("[" + number + "]"), "[" + number + "]");
  }
}

TEST(json_copy, escapes_names_and_strings) {
  EXPECT_EQ(copied(R"({"\"\u0000":"\u00e9\/\\\n\ud83d\ude00"})"),
            "{\"\\\"\\u0000\":\"é/\\\\\\n😀\"}");
}

TEST(json_copy, follows_any_nesting) {
  const auto deep = std::string(1000, '[') + std::string(1000, ']');
  EXPECT_EQ(copied(deep), deep);
}

}  // namespace
}  // namespace aurawell::net
