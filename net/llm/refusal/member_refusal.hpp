#pragma once

#include <string_view>

#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {

/// The members of `sent` that a sentence, in lower case, says to be refused. A name must stand
/// there as one ('x', `x`, "x", $.x, [x], "parameter x", "x is not supported"), not as a word of
/// the language, and the sentence must refuse something. What it proposes in place of a member
/// ("did you mean 'y'?", "expected one of `y`") and the condition for the refusal ("when 'y' is
/// set") are not refused.
member_set members_refused_in(std::string_view sentence, member_set sent);

/// The sentence is about a value ("too large", "the valid range is"), not about a member that
/// is not known.
bool is_about_value(std::string_view sentence) noexcept;

}  // namespace aurawell::net
