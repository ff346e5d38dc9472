#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// The health profile of the caller, or of a member: named by the query's `member_id`, or by the
// path below "family/members".

/// With an ETag; 304 for whoever has it already.
rest_handler show_profile;
/// All of it: what the body does not say is forgotten. With `If-Match` only if nobody has
/// changed it meanwhile, else 412.
rest_handler replace_profile;

rest_handler list_samples;
/// One sample, or several as "samples".
rest_handler add_samples;
/// Those up to a time, in parts.
rest_handler remove_samples;

}  // namespace aurawell::net
