#pragma once

#include <cstdint>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/result.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// The leaves of a question's `context`, in the client's order: names joined with dots,
/// elements of an array under the array's name, null left out. More than `max_facts`
/// leaves or a joined name over 256 bytes is a failure. Uses no recursion.
result<std::vector<context_fact>> read_context(const json_value& context, std::uint32_t max_facts);

}  // namespace aurawell::net
