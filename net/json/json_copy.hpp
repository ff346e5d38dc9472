#pragma once

#include <string>

#include "net/json/json_value.hpp"

namespace aurawell::net {

/// Appends the value as JSON without space between the tokens; numbers as they were
/// written. Uses no recursion.
void append_json(std::string& out, const json_value& value);

}  // namespace aurawell::net
