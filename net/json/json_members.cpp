#include "net/json/json_members.hpp"

#include <vector>

#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

error bad_member(std::string_view path, std::string_view name, std::string_view detail) {
  return {ec::bad_format, std::string{path}.append(name).append(" ").append(detail)};
}

/// An array or object whose children from `next` on are not yet written.
struct level {
  json_value::iterator next;
  json_value::iterator end;
  bool is_object;
};

/// Appends the value; of an array or object only the opening bracket.
void append_beginning(std::string& out, const json_value& value) {
  switch (value.kind()) {
    case json_kind::null: out += "null"; break;
    case json_kind::flag: out += value.flag() ? "true" : "false"; break;
    case json_kind::number: out += value.digits(); break;
    case json_kind::text: append_quoted(out, value.text()); break;
    case json_kind::array: out += '['; break;
    case json_kind::object: out += '{'; break;
  }
}

}  // namespace

result<std::string> read_text(const json_value& object, std::string_view name,
                              std::string_view path) {
  const auto* value = find_member(object, name);
  if (value != nullptr && !value->is_text()) {
    return bad_member(path, name, "must be a string");
  }
  return std::string{text_of(value)};
}

result<std::string> read_name(const json_value& object, std::string_view name,
                              bool (*is_name)(std::string_view) noexcept, std::string_view path) {
  auto text = read_text(object, name, path);
  if (text && !text->empty() && !is_name(*text)) {
    return bad_member(path, name, "has a wrong character or length");
  }
  return text;
}

result<bool> read_flag(const json_value& object, std::string_view name, std::string_view path) {
  const auto* value = find_member(object, name);
  if (value != nullptr && !value->is_flag()) {
    return bad_member(path, name, "must be true or false");
  }
  return value != nullptr && value->flag();
}

void append_json(std::string& out, const json_value& value) {
  std::vector<level> open;
  const auto begin = [&](const json_value& one) {
    append_beginning(out, one);
    if (one.is_array() || one.is_object()) {
      open.push_back({one.begin(), one.end(), one.is_object()});
    }
  };
  begin(value);
  auto is_first = true;
  while (!open.empty()) {
    auto& top = open.back();
    if (top.next == top.end) {
      out += top.is_object ? '}' : ']';
      open.pop_back();
      is_first = false;
      continue;
    }
    const auto& child = *top.next++;
    out += is_first ? "" : ",";
    if (top.is_object) {
      append_quoted(out, child.name());
      out += ':';
    }
    is_first = child.size() > 0;
    begin(child);
  }
}

}  // namespace aurawell::net
