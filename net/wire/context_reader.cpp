#include "net/wire/context_reader.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace aurawell::net {
namespace {

constexpr std::size_t longest_key = 256;

/// An object or array whose children from `next` on are not read yet, and the size of its joined
/// name.
struct level {
  json_value::iterator next;
  json_value::iterator end;
  std::size_t key_size;
};

void append_name(std::string& key, const json_value& child) {
  // Elements of an array have none.
  if (!child.name().empty()) {
    key += key.empty() ? "" : ".";
    key += child.name();
  }
}

context_fact make_fact(const std::string& key, const json_value& leaf) {
  if (leaf.is_flag()) {
    return {key, leaf.flag()};
  }
  if (const auto number = leaf.as_double()) {
    return {key, *number};
  }
  return {key, std::string{text_of(&leaf)}};
}

}  // namespace

result<std::vector<context_fact>> read_context(const json_value& context, std::uint32_t max_facts) {
  if (!context.is_object()) {
    return error{ec::bad_format, "data.context must be an object"};
  }
  std::vector<context_fact> facts;
  std::string key;
  std::vector<level> open{{context.begin(), context.end(), 0}};
  while (!open.empty()) {
    auto& top = open.back();
    key.resize(top.key_size);
    if (top.next == top.end) {
      open.pop_back();
      continue;
    }
    const auto& child = *top.next++;
    append_name(key, child);
    if (key.size() > longest_key) {
      return error{ec::out_of_range, "data.context has a name that is too long"};
    }
    if (child.is_object() || child.is_array()) {
      open.push_back({child.begin(), child.end(), key.size()});
    } else if (!child.is_null()) {
      if (facts.size() == max_facts) {
        return error{ec::out_of_range,
                     "data.context has more than " + std::to_string(max_facts) + " values"};
      }
      facts.push_back(make_fact(key, child));
    }
  }
  return facts;
}

}  // namespace aurawell::net
