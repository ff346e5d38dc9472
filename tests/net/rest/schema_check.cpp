#include "tests/net/rest/schema_check.hpp"

#include <rapidjson/pointer.h>

#include <algorithm>

namespace aurawell::net {
namespace {

using rapidjson::Value;

const Value* find(const Value& object, const char* name) {
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() ? nullptr : &found->value;
}

bool is_of(const Value& value, const std::string& type) {
  if (type == "object") {
    return value.IsObject();
  }
  if (type == "array") {
    return value.IsArray();
  }
  if (type == "string") {
    return value.IsString();
  }
  if (type == "integer") {
    return value.IsInt64() || value.IsUint64();
  }
  if (type == "number") {
    return value.IsNumber();
  }
  return type == "boolean" ? value.IsBool() : type == "null" && value.IsNull();
}

bool is_of_any(const Value& value, const Value& types) {
  if (types.IsString()) {
    return is_of(value, types.GetString());
  }
  return std::any_of(types.Begin(), types.End(),
                     [&](const Value& type) { return is_of(value, type.GetString()); });
}

}  // namespace

const Value& schema_check::resolve(const Value& schema) const {
  const auto* reference = find(schema, "$ref");
  if (reference == nullptr) {
    return schema;
  }
  const auto* meant = rapidjson::Pointer{reference->GetString()}.Get(*root_);
  return meant == nullptr ? schema : *meant;
}

std::vector<std::string> schema_check::faults(const Value& value, const Value& schema) const {
  std::vector<std::string> all;
  check(value, schema, "", all);
  return all;
}

void schema_check::check(const Value& value, const Value& given, const std::string& path,
                         std::vector<std::string>& faults) const {
  const auto& schema = resolve(given);
  if (find(schema, "$ref") != nullptr) {
    faults.push_back(path + " refers to nothing");
    return;
  }
  if (const auto* choices = find(schema, "anyOf")) {
    const bool fits = std::any_of(choices->Begin(), choices->End(), [&](const Value& choice) {
      return this->faults(value, choice).empty();
    });
    if (!fits) {
      faults.push_back(path + " fits no choice");
    }
  }
  if (const auto* types = find(schema, "type"); types != nullptr && !is_of_any(value, *types)) {
    faults.push_back(path + " is of another type");
    return;
  }
  if (const auto* only = find(schema, "const"); only != nullptr && *only != value) {
    faults.push_back(path + " has another value");
  }
  if (const auto* known = find(schema, "enum");
      known != nullptr && std::find(known->Begin(), known->End(), value) == known->End()) {
    faults.push_back(path + " is none of the values");
  }
  if (value.IsObject()) {
    check_object(value, schema, path, faults);
  }
  if (const auto* items = find(schema, "items"); items != nullptr && value.IsArray()) {
    for (const auto& item : value.GetArray()) {
      check(item, *items, path + "/*", faults);
    }
  }
}

void schema_check::check_object(const Value& value, const Value& schema, const std::string& path,
                                std::vector<std::string>& faults) const {
  if (const auto* required = find(schema, "required")) {
    for (const auto& name : required->GetArray()) {
      if (!value.HasMember(name)) {
        faults.push_back(path + "/" + name.GetString() + " is missing");
      }
    }
  }
  const auto* properties = find(schema, "properties");
  if (properties == nullptr) {
    return;
  }
  for (const auto& member : value.GetObject()) {
    const auto described = properties->FindMember(member.name);
    const auto place = path + "/" + member.name.GetString();
    if (described == properties->MemberEnd()) {
      faults.push_back(place + " is not described");
    } else {
      check(member.value, described->value, place, faults);
    }
  }
}

}  // namespace aurawell::net
