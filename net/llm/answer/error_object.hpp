#pragma once

#include <optional>
#include <string_view>

#include "net/json/json_document.hpp"
#include "net/llm/refusal/upstream_error.hpp"

namespace aurawell::net {

/// The error that an object tells of, if it does.
std::optional<upstream_error> error_in(const json_value& root);

/// What stands where a server puts errors only: JSON of any shape, or plain words.
upstream_error error_of_text(std::string_view text);

/// What a response means whose status is not 2xx. `body` may be cut short.
upstream_error error_of_response(int http_status, std::string_view body);

}  // namespace aurawell::net
