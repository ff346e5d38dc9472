#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Appends one JSON value to a string, one call per field. Texts are copied in runs
/// between the characters that need an escape: written one by one, as libraries do it,
/// they are most of the cost of a frame. The caller opens and closes in the right order,
/// and every text is UTF-8.
class json_writer {
 public:
  explicit json_writer(std::string& out) noexcept : out_{&out} {}

  void begin_object();
  void begin_object(std::string_view name);
  void end_object();
  void begin_array(std::string_view name);
  void end_array();

  /// Fields of the object that is open.
  void text(std::string_view name, std::string_view value);
  void number(std::string_view name, std::uint64_t value);
  /// In the shortest form that reads as the same number; null if it is none.
  void decimal(std::string_view name, double value);
  void flag(std::string_view name, bool value);
  void null(std::string_view name);
  /// `json` is one JSON value.
  void raw(std::string_view name, std::string_view json);

  /// An element of the array that is open.
  void text(std::string_view value);

 private:
  void separate();
  void key(std::string_view name);

  std::string* out_;
  bool is_first_ = true;
};

/// Appends a JSON string.
void append_quoted(std::string& out, std::string_view text);

}  // namespace aurawell::net
