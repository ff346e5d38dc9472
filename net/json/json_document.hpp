#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "net/json/json_bounds.hpp"
#include "net/json/json_builder.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// One parsed JSON text. All JSON from outside is read by this class. RapidJSON finds the tokens
/// but converts no numbers, because its conversion reads outside its tables. A text of up to 4 KiB
/// and 256 values needs no heap memory. Nesting uses no stack. Keeps no reference to `text`.
class json_document {
 public:
  json_document(std::string_view text, const json_bounds& bounds);
  json_document(const json_document&) = delete;
  json_document& operator=(const json_document&) = delete;

  bool is_valid() const noexcept { return fault_.empty(); }
  /// What is wrong, as the end of a sentence whose subject is the text: "is not JSON: … at offset
  /// 3", "is nested deeper than 32 levels". Never contains parts of the text.
  const std::string& fault() const noexcept { return fault_; }
  /// Call it only when the text is valid.
  const json_value& root() const noexcept { return values_.front(); }

 private:
  static constexpr std::size_t small_text = 4096;
  static constexpr std::size_t small_values = 256;

  void read_strictly(std::string_view text, const json_bounds& bounds);
  void read_leniently(std::string_view text, const json_bounds& bounds);

  alignas(json_value) std::array<std::byte, small_text + small_values * sizeof(json_value)> space_;
  std::pmr::monotonic_buffer_resource memory_{space_.data(), space_.size()};
  std::pmr::vector<json_value> values_{&memory_};
  std::string fault_;
};

}  // namespace aurawell::net
