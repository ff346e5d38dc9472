#include "net/json/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace aurawell::net {
namespace {

TEST(json_writer, writes_fields_with_commas_between) {
  std::string out;
  json_writer json{out};
  json.begin_object();
  json.text("a", "x");
  json.number("b", 18'446'744'073'709'551'615U);
  json.begin_array("c");
  json.text("1");
  json.begin_object();
  json.flag("d", true);
  json.end_object();
  json.end_array();
  json.begin_object("e");
  json.end_object();
  json.null("f");
  json.raw("g", "0e65");
  json.end_object();
  EXPECT_EQ(out,
            R"({"a":"x","b":18446744073709551615,"c":["1",{"d":true}],"e":{},"f":null,"g":0e65})");
}

TEST(json_writer, writes_a_decimal_that_reads_as_the_same_number) {
  const auto written = [](double value) {
    std::string out;
    json_writer json{out};
    json.decimal("x", value);
    return out;
  };
  EXPECT_EQ(written(0.1), R"("x":0.1)");
  EXPECT_EQ(written(61), R"("x":61)");
  EXPECT_EQ(written(0.1 + 0.2), R"("x":0.30000000000000004)");
  EXPECT_EQ(written(-1.7976931348623157e308), R"("x":-1.7976931348623157e+308)");
}

TEST(json_writer, writes_null_for_what_json_has_no_number_for) {
  using limits = std::numeric_limits<double>;
  for (const auto value : {limits::infinity(), -limits::infinity(), limits::quiet_NaN()}) {
    std::string out;
    json_writer json{out};
    json.begin_object();
    json.decimal("x", value);
    json.decimal("y", 1);
    json.end_object();
    EXPECT_EQ(out, R"({"x":null,"y":1})");
  }
}

TEST(json_writer, escapes_what_a_string_must_not_hold) {
  std::string out;
  append_quoted(out, std::string_view{"\"\\\b\f\n\r\t\0\x1f/é", 12});
  EXPECT_EQ(out, "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001F/é\"");
}

}  // namespace
}  // namespace aurawell::net
