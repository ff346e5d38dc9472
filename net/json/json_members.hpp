#pragma once

#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// These functions read a member of an object. Every failure is `ec::bad_format` with an English
/// sentence. It contains `path` ("data.") and the member's name, but no value.

/// Returns an empty text when the member is missing or null.
result<std::string> read_text(const json_value& object, std::string_view name,
                              std::string_view path = {});
/// As `read_text`, but a text that is not empty must be a name.
result<std::string> read_name(const json_value& object, std::string_view name,
                              bool (*is_name)(std::string_view) noexcept,
                              std::string_view path = {});
/// Returns false when the member is missing or null.
result<bool> read_flag(const json_value& object, std::string_view name, std::string_view path = {});

/// Appends the value as JSON without space between the tokens. Numbers keep their original digits.
/// Not recursive.
void append_json(std::string& out, const json_value& value);

}  // namespace aurawell::net
