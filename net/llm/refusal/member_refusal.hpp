#pragma once

#include <string_view>

#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {

/// The members of `sent` that a sentence, in lower case, says are refused. A name must be marked as
/// one ('x', `x`, "x", $.x, [x], "parameter x", "x is not supported"), and the sentence must
/// express a refusal. A proposed replacement ("did you mean 'y'?", "expected one of `y`") and the
/// condition of the refusal ("when 'y' is set") do not count.
member_set members_refused_in(std::string_view sentence, member_set sent);

/// The sentence is about a value ("too large", "the valid range is"), not about an unknown member.
bool is_about_value(std::string_view sentence) noexcept;

}  // namespace aurawell::net
