#include "net/http/http_messages.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace aurawell::net {
namespace {

const std::string valid_parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

given_trace trace_with(const std::vector<std::pair<std::string, std::string>>& fields) {
  request_message request;
  for (const auto& [name, value] : fields) {
    request.insert(name, value);
  }
  return trace_of(request);
}

TEST(http_messages, has_the_trace_of_its_headers) {
  const auto read = trace_with({{"Traceparent", valid_parent}, {"TRACESTATE", "rojo=1"}});
  ASSERT_TRUE(read.parent);
  EXPECT_EQ(to_hex(read.parent->trace), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(read.parent->state, "rojo=1");
  EXPECT_EQ(trace_with({}), given_trace{});
  EXPECT_EQ(trace_with({{"tracestate", "rojo=1"}}), given_trace{});
}

TEST(http_messages, joins_the_fields_of_a_tracestate) {
  EXPECT_EQ(
      trace_with({{"traceparent", valid_parent}, {"tracestate", "a=1"}, {"tracestate", "b=2"}})
          .parent->state,
      "a=1,b=2");
  EXPECT_EQ(trace_with({{"traceparent", valid_parent}, {"tracestate", ""}, {"tracestate", "b=2"}})
                .parent->state,
            "b=2");
}

TEST(http_messages, has_an_invalid_trace_unless_there_is_one_valid_parent) {
  for (const auto& fields : std::vector<std::vector<std::pair<std::string, std::string>>>{
           {{"traceparent", ""}},
           {{"traceparent", "00-x"}},
           {{"traceparent", valid_parent + "," + valid_parent}},
           {{"traceparent", valid_parent}, {"traceparent", valid_parent}}}) {
    EXPECT_TRUE(trace_with(fields).is_invalid);
    EXPECT_FALSE(trace_with(fields).parent);
  }
}

}  // namespace
}  // namespace aurawell::net
