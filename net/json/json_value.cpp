#include "net/json/json_value.hpp"

#include <charconv>

namespace aurawell::net {
namespace {

template <class Number>
std::optional<Number> converted(std::string_view digits) noexcept {
  Number value{};
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{value} : std::nullopt;
}

}  // namespace

std::optional<double> json_value::as_double() const noexcept {
  return is_number() ? converted<double>(digits()) : std::nullopt;
}

std::optional<int> json_value::as_int() const noexcept {
  return is_number() ? converted<int>(digits()) : std::nullopt;
}

const json_value* find_entry(const json_value& object, std::string_view name) noexcept {
  if (object.is_object()) {
    for (const auto& member : object) {
      if (member.name() == name) {
        return &member;
      }
    }
  }
  return nullptr;
}

const json_value* find_member(const json_value& object, std::string_view name) noexcept {
  const auto* found = find_entry(object, name);
  return found == nullptr || found->is_null() ? nullptr : found;
}

const json_value* find_member(const json_value* object, std::string_view name) noexcept {
  return object == nullptr ? nullptr : find_member(*object, name);
}

std::string_view text_of(const json_value* value) noexcept {
  return value != nullptr && value->is_text() ? value->text() : std::string_view{};
}

}  // namespace aurawell::net
