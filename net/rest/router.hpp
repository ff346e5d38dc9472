#pragma once

#include <span>
#include <string_view>

#include "net/rest/route.hpp"

namespace aurawell::net {

/// Everything that is served; openapi.json describes it.
std::span<const route> all_routes() noexcept;

/// Whether routes, and not files, answer for this path.
bool is_rest_path(std::string_view path) noexcept;

/// Finds the route, lets the caller in, checks that a body is JSON, and has the handler
/// answer. GET routes take HEAD too.
rest_answer answer_rest(std::span<const route> routes, const rest_backend& behind,
                        rest_request request);

}  // namespace aurawell::net
