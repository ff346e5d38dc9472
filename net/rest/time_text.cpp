#include "net/rest/time_text.hpp"

#include <chrono>
#include <cstddef>

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

/// A `wall_time` can hold all of them.
constexpr std::chrono::year first_year{1900};
constexpr std::chrono::year last_year{2200};

/// Takes digits and marks off a text; `failed` once one was not there.
class time_reader {
 public:
  explicit time_reader(std::string_view text) : rest_{text} {}

  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = take();
      failed_ = failed_ || c < '0' || c > '9';
      value = value * 10 + (c - '0');
    }
    return value;
  }

  /// One of the marks.
  char mark(std::string_view allowed) {
    const char c = take();
    failed_ = failed_ || allowed.find(c) == std::string_view::npos;
    return c;
  }

  /// What stands behind a decimal point, if there is one.
  milliseconds fraction() {
    if (!rest_.starts_with('.')) {
      return milliseconds{0};
    }
    take();
    int value = 0;
    std::size_t count = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; ++count) {
      const char c = take();
      value = count < 3 ? value * 10 + (c - '0') : value;
    }
    failed_ = failed_ || count == 0;
    for (; count < 3; ++count) {
      value *= 10;
    }
    return milliseconds{value};
  }

  minutes offset() {
    const char sign = mark("Zz+-");
    if (sign == 'Z' || sign == 'z') {
      return minutes{0};
    }
    const int hours = digits(2);
    mark(":");
    const int rest = digits(2);
    failed_ = failed_ || hours > 23 || rest > 59;
    return minutes{(sign == '-' ? -1 : 1) * (hours * 60 + rest)};
  }

  bool read_all() const noexcept { return !failed_ && rest_.empty(); }

 private:
  char take() {
    if (rest_.empty()) {
      failed_ = true;
      return '0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::optional<wall_time> parse_time(std::string_view text) {
  time_reader read{text};
  const std::chrono::year year{read.digits(4)};
  read.mark("-");
  const std::chrono::month month{static_cast<unsigned>(read.digits(2))};
  read.mark("-");
  const std::chrono::year_month_day date{year, month,
                                         std::chrono::day{static_cast<unsigned>(read.digits(2))}};
  read.mark("Tt ");
  const int hour = read.digits(2);
  read.mark(":");
  const int minute = read.digits(2);
  read.mark(":");
  const int second = read.digits(2);
  const auto fraction = read.fraction();
  const auto offset = read.offset();
  if (!read.read_all() || !date.ok() || year < first_year || year > last_year || hour > 23 ||
      minute > 59 || second > 60) {
    return std::nullopt;
  }
  return std::chrono::sys_days{date} + std::chrono::hours{hour} + minutes{minute} - offset +
         std::chrono::seconds{second} + fraction;
}

}  // namespace aurawell::net
