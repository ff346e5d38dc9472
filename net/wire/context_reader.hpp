#pragma once

#include <cstdint>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/result.hpp"
#include "net/json/json_value.hpp"

namespace aurawell::net {

/// The leaves of a question's `context`, in the client's order. Names are joined with dots;
/// elements of an array have the array's name; null is left out. Fails for more than `max_facts`
/// leaves or a joined name over 256 bytes. Not recursive.
result<std::vector<context_fact>> read_context(const json_value& context, std::uint32_t max_facts);

}  // namespace aurawell::net
