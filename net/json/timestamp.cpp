#include "net/json/timestamp.hpp"

#include <chrono>
#include <cstddef>

namespace aurawell::net {
namespace {

/// Writes `value` with leading zeros into `width` characters that end before `end`.
void put(char* end, int width, unsigned value) noexcept {
  for (int i = 0; i < width; ++i) {
    *--end = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

}  // namespace

timestamp::timestamp(wall_time at) noexcept {
  constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
  form.copy(text_.data(), text_.size());
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(at);
  const auto day = std::chrono::floor<std::chrono::days>(ms);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{ms - day};
  put(text_.data() + 4, 4, static_cast<unsigned>(static_cast<int>(date.year())));
  put(text_.data() + 7, 2, static_cast<unsigned>(date.month()));
  put(text_.data() + 10, 2, static_cast<unsigned>(date.day()));
  put(text_.data() + 13, 2, static_cast<unsigned>(time.hours().count()));
  put(text_.data() + 16, 2, static_cast<unsigned>(time.minutes().count()));
  put(text_.data() + 19, 2, static_cast<unsigned>(time.seconds().count()));
  put(text_.data() + 23, 3, static_cast<unsigned>(time.subseconds().count()));
}

}  // namespace aurawell::net
