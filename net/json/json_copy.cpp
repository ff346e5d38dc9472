#include "net/json/json_copy.hpp"

#include <vector>

#include "net/json/json_writer.hpp"

namespace aurawell::net {
namespace {

/// An array or object of which the children from `next` on are still to be written.
struct level {
  json_value::iterator next;
  json_value::iterator end;
  bool is_object;
};

/// Of an array or object only the first character.
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
