#pragma once

#include <rapidjson/document.h>

#include <optional>
#include <string_view>

namespace aurawell::net {

/// Reads what a signature or a key file says, where two readings of one text would be a
/// hole: nothing unless `text` is one JSON object, UTF-8, not nested deeply, without a
/// name that comes twice in the outermost object.
std::optional<rapidjson::Document> read_strict_object(std::string_view text);

/// Null when there is none.
const rapidjson::Value* find_entry(const rapidjson::Value& object, const char* name);

/// Nothing when it is missing or no string.
std::optional<std::string_view> find_text(const rapidjson::Value& object, const char* name);

}  // namespace aurawell::net
