#pragma once

#include <span>
#include <string_view>

#include "net/rest/route.hpp"

namespace aurawell::net {

/// Everything that is served; openapi.json describes it.
std::span<const route> all_routes() noexcept;

/// The pattern of a route that serves the path, whatever the method; empty: there is none. Query
/// parameters must have been removed.
std::string_view pattern_of(std::span<const route> routes, std::string_view path);

/// Whether a route, and not a file, serves this path.
bool is_rest_path(std::string_view path) noexcept;

/// Finds the route, authenticates the caller, checks that a body is JSON, and calls the handler.
/// GET routes serve HEAD too.
rest_answer answer_rest(std::span<const route> routes, const rest_backend& behind,
                        rest_request request);

}  // namespace aurawell::net
