#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace aurawell::net {

/// The specification asks for at least this much to be passed on.
inline constexpr std::size_t most_state_bytes = 512;

/// Returns the `tracestate` to pass on: the members of the list in their order, without blanks
/// between them. Empty if the list is invalid: a member is malformed, a key occurs twice, or there
/// are more than 32 members. If it is longer than `most_state_bytes`, members of more than 128
/// bytes are left out, then members from the end.
std::string bounded_trace_state(std::string_view text);

}  // namespace aurawell::net
