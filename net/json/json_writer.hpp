#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Appends one JSON value to a string, one call per field. The caller opens and closes arrays and
/// objects in the right order; every text must be UTF-8. Copies all characters between two escapes
/// at once: one by one, as libraries do it, they would be most of the cost of a frame.
class json_writer {
 public:
  explicit json_writer(std::string& out) noexcept : out_{&out} {}

  void begin_object();
  void begin_object(std::string_view name);
  void end_object();
  void begin_array(std::string_view name);
  void end_array();

  /// Writes a field of the open object.
  void text(std::string_view name, std::string_view value);
  void number(std::string_view name, std::uint64_t value);
  /// Writes the shortest form that reads as the same number; null for NaN and infinity.
  void decimal(std::string_view name, double value);
  void flag(std::string_view name, bool value);
  void null(std::string_view name);
  /// `json` is one JSON value.
  void raw(std::string_view name, std::string_view json);

  /// Writes an element of the open array.
  void text(std::string_view value);

 private:
  void separate();
  void key(std::string_view name);

  std::string* out_;
  bool is_first_ = true;
};

/// Appends `text` as a JSON string.
void append_quoted(std::string& out, std::string_view text);

}  // namespace aurawell::net
