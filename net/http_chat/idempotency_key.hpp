#pragma once

#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/result.hpp"

namespace aurawell::net {

/// The request id from `Idempotency-Key` or from the body. A failure when both are given and
/// differ.
result<request_id> name_of_request(std::string_view idempotency_key, std::string in_body);

}  // namespace aurawell::net
