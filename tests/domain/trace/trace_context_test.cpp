#include "domain/trace/trace_context.hpp"

#include <gtest/gtest.h>

#include <set>

namespace aurawell {
namespace {

TEST(trace_context, writes_ids_in_lower_case_hex) {
  EXPECT_EQ(to_hex(span_id{0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7}), "00f067aa0ba902b7");
  EXPECT_EQ(to_hex(trace_id{0xAB}), "ab" + std::string(30, '0'));
}

TEST(trace_context, makes_different_ids) {
  std::set<std::string> ids;
  for (int i = 0; i < 1'000; ++i) {
    ids.insert(to_hex(make_trace_id()));
    ids.insert(to_hex(make_span_id()));
  }
  EXPECT_EQ(ids.size(), 2'000U);
}

TEST(trace_context, makes_ids_whose_every_byte_varies) {
  trace_id all_or{};
  trace_id all_and = make_trace_id();
  for (int i = 0; i < 200; ++i) {
    const auto id = make_trace_id();
    for (std::size_t at = 0; at < id.size(); ++at) {
      all_or[at] |= id[at];
      all_and[at] &= id[at];
    }
  }
  EXPECT_EQ(to_hex(all_or), std::string(32, 'f'));
  EXPECT_EQ(to_hex(all_and), std::string(32, '0'));
}

}  // namespace
}  // namespace aurawell
