#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// What is known of the caller's health, or of a member's: named by the query's
// `member_id`, or by the path below "family/members".

/// With an ETag; 304 for whoever has it already.
rest_answer show_profile(const rest_backend& behind, const rest_request& request,
                         const caller& who);
/// All of it: what the body does not say is forgotten. With `If-Match` only if nobody has
/// changed it meanwhile, else 412.
rest_answer replace_profile(const rest_backend& behind, const rest_request& request,
                            const caller& who);

rest_answer list_samples(const rest_backend& behind, const rest_request& request,
                         const caller& who);
/// One sample, or several as "samples".
rest_answer add_samples(const rest_backend& behind, const rest_request& request, const caller& who);
/// Those up to a time, in parts.
rest_answer remove_samples(const rest_backend& behind, const rest_request& request,
                           const caller& who);

}  // namespace aurawell::net
