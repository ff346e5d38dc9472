#pragma once

#include <optional>
#include <string_view>

#include "net/json/json_document.hpp"
#include "net/llm/refusal/upstream_error.hpp"

namespace aurawell::net {

/// The error in the object, if there is one.
std::optional<upstream_error> error_in(const json_value& root);

/// For text in a place that only holds errors: JSON of any shape, or plain text.
upstream_error error_of_text(std::string_view text);

/// For a response with a status other than 2xx. `body` may be cut short.
upstream_error error_of_response(int http_status, std::string_view body);

}  // namespace aurawell::net
