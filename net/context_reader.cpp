#include "net/context_reader.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace aurawell::net {
namespace {

using rapidjson::Value;

constexpr std::size_t longest_key = 256;

/// An object or array that is being walked, and the size of its joined name.
struct level {
  const Value* value = nullptr;
  rapidjson::SizeType next = 0;
  std::size_t key_size = 0;
};

rapidjson::SizeType size_of(const Value& value) {
  return value.IsObject() ? value.MemberCount() : value.Size();
}

/// The next child; its name, if it has one, is appended to `key`.
const Value& step(level& at, std::string& key) {
  const auto index = at.next++;
  if (at.value->IsArray()) {
    return (*at.value)[index];
  }
  const auto& member = *(at.value->MemberBegin() + index);
  if (!key.empty()) {
    key += '.';
  }
  key.append(member.name.GetString(), member.name.GetStringLength());
  return member.value;
}

context_fact make_fact(const std::string& key, const Value& leaf) {
  if (leaf.IsBool()) {
    return {key, leaf.GetBool()};
  }
  if (leaf.IsNumber()) {
    return {key, leaf.GetDouble()};
  }
  return {key, std::string{leaf.GetString(), leaf.GetStringLength()}};
}

}  // namespace

result<std::vector<context_fact>> read_context(const Value& context, std::uint32_t max_facts) {
  if (!context.IsObject()) {
    return error{ec::bad_format, "data.context must be an object"};
  }
  std::vector<context_fact> facts;
  std::string key;
  std::vector<level> open{{&context, 0, 0}};
  while (!open.empty()) {
    auto& top = open.back();
    key.resize(top.key_size);
    if (top.next == size_of(*top.value)) {
      open.pop_back();
      continue;
    }
    const auto& child = step(top, key);
    if (key.size() > longest_key) {
      return error{ec::out_of_range, "data.context has a name that is too long"};
    }
    if (child.IsObject() || child.IsArray()) {
      open.push_back({&child, 0, key.size()});
    } else if (!child.IsNull()) {
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
