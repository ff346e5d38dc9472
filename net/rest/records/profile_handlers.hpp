#pragma once

#include "net/rest/route.hpp"

namespace aurawell::net {

// Handlers of health profiles. The member is in the path, below "family/members", or in the query's
// `member_id`; without one it is the caller.

/// The reply has an ETag; it is 304 when `If-None-Match` has the same one.
rest_handler show_profile;
/// Replaces the whole profile: values that the body does not have are removed. 412 if `If-Match`
/// has another ETag than the stored profile.
rest_handler replace_profile;

rest_handler list_samples;
/// The body has one sample, or several in "samples".
rest_handler add_samples;
/// Removes the samples up to a time, in parts.
rest_handler remove_samples;

}  // namespace aurawell::net
