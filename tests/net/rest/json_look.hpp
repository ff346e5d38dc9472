#pragma once

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <string>
#include <string_view>

namespace aurawell::net {

inline rapidjson::Document parsed(std::string_view json) {
  rapidjson::Document document;
  document.Parse(json.data(), json.size());
  EXPECT_FALSE(document.HasParseError()) << json;
  return document;
}

/// The text at a JSON pointer such as "/data/user_id"; "" when there is none.
inline std::string text_at(std::string_view json, const char* pointer) {
  const auto document = parsed(json);
  const auto* value = rapidjson::Pointer{pointer}.Get(document);
  return value != nullptr && value->IsString() ? value->GetString() : "";
}

/// Number of elements of the array or members of the object; -1 for another value.
inline int size_at(std::string_view json, const char* pointer) {
  const auto document = parsed(json);
  const auto* value = rapidjson::Pointer{pointer}.Get(document);
  if (value == nullptr) {
    return -1;
  }
  if (value->IsArray()) {
    return static_cast<int>(value->Size());
  }
  return value->IsObject() ? static_cast<int>(value->MemberCount()) : -1;
}

}  // namespace aurawell::net
