#include "net/json/json_members.hpp"

namespace aurawell::net {
namespace {

error bad_member(std::string_view where, std::string_view name, std::string_view what) {
  return {ec::bad_format, std::string{where}.append(name).append(" ").append(what)};
}

}  // namespace

result<std::string> read_text(const json_value& object, std::string_view name,
                              std::string_view where) {
  const auto* value = find_member(object, name);
  if (value != nullptr && !value->is_text()) {
    return bad_member(where, name, "must be a string");
  }
  return std::string{text_of(value)};
}

result<std::string> read_name(const json_value& object, std::string_view name,
                              bool (*is_name)(std::string_view) noexcept, std::string_view where) {
  auto text = read_text(object, name, where);
  if (text && !text->empty() && !is_name(*text)) {
    return bad_member(where, name, "has a wrong character or length");
  }
  return text;
}

result<bool> read_flag(const json_value& object, std::string_view name, std::string_view where) {
  const auto* value = find_member(object, name);
  if (value != nullptr && !value->is_flag()) {
    return bad_member(where, name, "must be true or false");
  }
  return value != nullptr && value->flag();
}

}  // namespace aurawell::net
