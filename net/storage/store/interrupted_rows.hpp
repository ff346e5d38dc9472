#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "domain/wall_time.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/rows/sql_batch.hpp"

namespace aurawell::net {

/// Whether the process of this name has ended; an empty name: it is unknown.
using runner_test = std::function<bool(std::string_view runner)>;

/// The processes with running exchanges; nothing: it is unknown.
result<std::vector<std::optional<std::string>>> runners_under_way(sql_connection& connection);

/// Ends every running exchange whose process has ended, and returns their number. Those on damaged
/// pages are logged and stay unchanged: they must not prevent the start.
result<std::size_t> close_interrupted_rows(sql_connection& connection, sql_batch& batch,
                                           const runner_test& has_ended, wall_time now);

}  // namespace aurawell::net
