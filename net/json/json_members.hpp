#pragma once

#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// Read a member of an object. Every failure is `ec::bad_format` with an English sentence
/// that names the member, behind `where` ("data."), and repeats nothing.

/// Empty when there is no such member, or null.
result<std::string> read_text(const json_value& object, std::string_view name,
                              std::string_view where = {});
/// As `read_text`; what is not empty must be a name.
result<std::string> read_name(const json_value& object, std::string_view name,
                              bool (*is_name)(std::string_view) noexcept,
                              std::string_view where = {});
/// False when there is no such member, or null.
result<bool> read_flag(const json_value& object, std::string_view name,
                       std::string_view where = {});

}  // namespace aurawell::net
