#pragma once

#include <string_view>

#include "domain/connection_census.hpp"
#include "net/http_replies.hpp"
#include "net/static_files.hpp"

namespace aurawell::net {

/// The parts of a plain HTTP request that decide its answer.
struct http_query {
  std::string_view method;
  /// Path and query as sent, beginning with "/".
  std::string_view target;
  /// The header of that name, "" without one.
  std::string_view if_none_match;
};

/// Answers every request that is no upgrade: web client, health checks, and an error
/// for all others. A reply to HEAD has the body that GET would get.
http_reply answer_http(const http_query& query, const static_files& files,
                       const connection_census& census, wall_time now);

}  // namespace aurawell::net
