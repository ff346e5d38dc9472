#include "net/json/timestamp.hpp"

#include <fmt/compile.h>

#include <chrono>

namespace aurawell::net {

timestamp::timestamp(wall_time at) noexcept {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(at);
  const auto day = std::chrono::floor<std::chrono::days>(ms);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{ms - day};
  fmt::format_to_n(text_.data(), text_.size(),
                   FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z"),
                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
                   time.seconds().count(), time.subseconds().count());
}

}  // namespace aurawell::net
