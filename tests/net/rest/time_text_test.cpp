#include "net/rest/time_text.hpp"

#include <gtest/gtest.h>

#include "net/json/timestamp.hpp"

namespace aurawell::net {
namespace {

TEST(time_text, reads_times_of_every_zone) {
  struct reading {
    const char* text;
    const char* utc;
  };
  for (const auto& [text, utc] : {
           reading{"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"},
           reading{"2026-01-02t03:04:05.6z", "2026-01-02T03:04:05.600Z"},
           reading{"2026-01-02 03:04:05.678999Z", "2026-01-02T03:04:05.678Z"},
           reading{"2026-01-02T03:04:05+08:00", "2026-01-01T19:04:05.000Z"},
           reading{"2024-02-29T23:59:60-00:30", "2024-03-01T00:30:00.000Z"},
       }) {
    const auto at = parse_time(text);
    ASSERT_TRUE(at) << text;
    EXPECT_EQ(timestamp{*at}.text(), utc) << text;
  }
}

TEST(time_text, refuses_what_is_no_time) {
  for (const auto* text :
       {"", "2026", "2026-01-02", "2026-13-02T03:04:05Z", "2025-02-29T00:00:00Z",
        "2026-01-02T24:00:00Z", "2026-01-02T03:60:00Z", "2026-01-02T03:04:05", "2026-01-02T03:04Z",
        "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05+8:00", "2026-01-02T03:04:05+24:00",
        "2026-01-02T03:04:05Zx", "9999-01-02T03:04:05Z", "x026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+0800"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

}  // namespace
}  // namespace aurawell::net
