#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "net/json/json_bounds.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// Lays the values of one text out in memory, in the order of the text. A call that returns
/// false has reached a bound or met a bad number: `fault` then says what, and no other call
/// may follow.
class json_builder {
 public:
  /// `values` receives the values; what they name lies in its memory, which must free all at
  /// its own end, as a std::pmr::monotonic_buffer_resource does. All room is made at once: no
  /// string is longer without its escapes than it is in `json`, and there are no more values than
  /// commas and opening brackets say.
  json_builder(const json_bounds& bounds, std::string_view json,
               std::pmr::vector<json_value>& values);

  bool null() { return add(json_kind::null) != nullptr; }
  bool flag(bool value);
  bool number(std::string_view digits);
  bool text(std::string_view value);
  /// Of the member whose value comes next.
  void name(std::string_view name);
  /// `kind` is an array or an object.
  bool open(json_kind kind);
  /// Closes what was opened last.
  void close(std::uint32_t children);

  const std::string& fault() const noexcept { return fault_; }

 private:
  static constexpr std::uint32_t nothing_open = 0xFFFF'FFFF;

  json_value* add(json_kind kind);
  const char* keep(std::string_view text);
  bool fail(std::string_view why, std::size_t bound, std::string_view unit);

  const json_bounds& bounds_;
  std::pmr::vector<json_value>& values_;
  char* free_text_;
  std::string_view next_name_;
  /// Index of the innermost array or object that is open. While open, its span holds the
  /// index of the one around it.
  std::uint32_t innermost_ = nothing_open;
  std::uint32_t depth_ = 0;
  std::string fault_;
};

}  // namespace aurawell::net
