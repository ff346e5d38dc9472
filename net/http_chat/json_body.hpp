#pragma once

#include <rapidjson/document.h>

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/result.hpp"
#include "net/wire_codec.hpp"

namespace aurawell::net {

/// Reads a request's body, which must be a JSON object. Every failure here and below is a
/// VALIDATION code with an English sentence that names the field and repeats nothing.
result<rapidjson::Document> read_json_object(std::string_view body, const wire_limits& limits);

/// Null for a member that is missing or null.
const rapidjson::Value* find_field(const rapidjson::Value& object, const char* name);

/// Empty when there is no such member.
result<std::string> read_text(const rapidjson::Value& object, const char* name);
result<std::string> read_name(const rapidjson::Value& object, const char* name,
                              bool (*is_name)(std::string_view) noexcept);
/// False when there is no such member.
result<bool> read_flag(const rapidjson::Value& object, const char* name);

/// Only space, in ASCII or as the ideographic or no-break one.
bool is_blank(std::string_view text) noexcept;

/// The name that an `Idempotency-Key` and the body give the question: either, or both if
/// they are the same.
result<request_id> name_of_request(std::string_view idempotency_key, std::string in_body);

}  // namespace aurawell::net
