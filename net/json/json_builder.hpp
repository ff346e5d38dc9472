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

/// Stores the values of one text in memory, in the order of the text. A call returns false when a
/// limit is exceeded or a number is malformed: `fault` then has the reason, and no other call may
/// follow.
class json_builder {
 public:
  /// `values` receives the values. Their texts use its memory resource, which must free everything
  /// when it is destroyed, as a std::pmr::monotonic_buffer_resource does. The constructor allocates
  /// all memory: a string without its escapes is no longer than in `json`, and the commas and
  /// opening brackets limit the number of values.
  json_builder(const json_bounds& bounds, std::string_view json,
               std::pmr::vector<json_value>& values);

  bool null() { return add(json_kind::null) != nullptr; }
  bool flag(bool value);
  bool number(std::string_view digits);
  bool text(std::string_view value);
  /// Sets the name of the member whose value comes next.
  void name(std::string_view name);
  /// `kind` is an array or an object.
  bool open(json_kind kind);
  /// Closes the array or object that was opened last; it has `children` elements or members.
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
  /// Index of the innermost open array or object. While it is open, its span holds the index of the
  /// one that contains it.
  std::uint32_t innermost_ = nothing_open;
  std::uint32_t depth_ = 0;
  std::string fault_;
};

}  // namespace aurawell::net
