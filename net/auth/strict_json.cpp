#include "net/auth/strict_json.hpp"

#include <set>

#include "net/json_text.hpp"

namespace aurawell::net {
namespace {

constexpr unsigned parse_flags = rapidjson::kParseIterativeFlag |
                                 rapidjson::kParseValidateEncodingFlag |
                                 rapidjson::kParseFullPrecisionFlag;
constexpr std::uint32_t most_levels = 8;

std::string_view text_of(const rapidjson::Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

bool names_twice(const rapidjson::Value& object) {
  std::set<std::string_view> names;
  for (const auto& member : object.GetObject()) {
    if (!names.insert(text_of(member.name)).second) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<rapidjson::Document> read_strict_object(std::string_view text) {
  if (!check_json_text(text, most_levels)) {
    return std::nullopt;
  }
  rapidjson::Document document;
  document.Parse<parse_flags>(text.data(), text.size());
  if (document.HasParseError() || !document.IsObject() || names_twice(document)) {
    return std::nullopt;
  }
  return document;
}

const rapidjson::Value* find_entry(const rapidjson::Value& object, const char* name) {
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

std::optional<std::string_view> find_text(const rapidjson::Value& object, const char* name) {
  const auto* value = find_entry(object, name);
  return value != nullptr && value->IsString() ? std::optional{text_of(*value)} : std::nullopt;
}

}  // namespace aurawell::net
