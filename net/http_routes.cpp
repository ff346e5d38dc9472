#include "net/http_routes.hpp"

#include <utility>

namespace aurawell::net {

http_answer answer_http(const http_query& query, const static_files& files,
                        const connection_census& census, wall_time now) {
  if (auto conversations = read_conversation_request(query, now)) {
    return *std::move(conversations);
  }
  const auto path = query.target.substr(0, query.target.find('?'));
  const auto* file = files.find(path);
  const bool is_health = path == "/api/v1/health";
  const bool is_census = path == "/ws/health";
  if (file == nullptr && !is_health && !is_census) {
    return error_reply(404, ec::invalid_input, "nothing is served at this path", now);
  }
  if (query.method != "GET" && query.method != "HEAD") {
    return method_not_allowed("GET, HEAD", now);
  }
  if (is_health) {
    return health_reply(now);
  }
  return is_census ? census_reply(census.now(), now) : file_reply(*file, query.if_none_match);
}

}  // namespace aurawell::net
