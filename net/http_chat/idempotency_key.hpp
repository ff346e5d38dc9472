#pragma once

#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/result.hpp"

namespace aurawell::net {

/// The name that an `Idempotency-Key` and the body give the question: either, or both if
/// they are the same.
result<request_id> name_of_request(std::string_view idempotency_key, std::string in_body);

}  // namespace aurawell::net
