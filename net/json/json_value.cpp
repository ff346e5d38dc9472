#include "net/json/json_value.hpp"

#include "domain/text/parse_number.hpp"

namespace aurawell::net {
std::optional<double> json_value::as_double() const noexcept {
  return is_number() ? parse_number<double>(digits()) : std::nullopt;
}

std::optional<int> json_value::as_int() const noexcept {
  return is_number() ? parse_number<int>(digits()) : std::nullopt;
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
