#pragma once

#include <string_view>

#include "domain/error.hpp"

namespace aurawell::net {

/// The failure of a statement with this SQLSTATE, without the server's message, which may quote
/// data.
error postgres_failure(std::string_view state);

/// Whether the statement failed because of another transaction at the same time.
bool is_conflict(std::string_view state) noexcept;

/// Whether the server cannot be used over this connection any more, but perhaps over another.
bool ends_connection(std::string_view state) noexcept;

/// The connection broke, or the server did not answer in time.
error connection_lost();

/// The transaction was rolled back in place of its commit, because a statement had failed in it.
error not_committed();

}  // namespace aurawell::net
