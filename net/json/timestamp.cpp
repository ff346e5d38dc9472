#include "net/json/timestamp.hpp"

#include <fmt/compile.h>

#include <chrono>

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A second as text, with ".000Z" behind it.
struct written_second {
  std::chrono::sys_seconds at{seconds::min()};
  std::array<char, 24> text{};
};

void write(written_second& out, std::chrono::sys_seconds at) noexcept {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  fmt::format_to_n(out.text.data(), out.text.size(),
                   FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.000Z"),
                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
                   time.seconds().count());
  out.at = at;
}

}  // namespace

timestamp::timestamp(wall_time at) noexcept {
  // Most events of a thread fall into the second of the one before.
  thread_local written_second last;
  const auto second = std::chrono::floor<seconds>(at);
  if (last.at != second) {
    write(last, second);
  }
  text_ = last.text;
  const auto ms = std::chrono::floor<milliseconds>(at - second).count();
  text_[20] = static_cast<char>('0' + ms / 100);
  text_[21] = static_cast<char>('0' + ms / 10 % 10);
  text_[22] = static_cast<char>('0' + ms % 10);
}

}  // namespace aurawell::net
