#include "net/http/file_site.hpp"

#include <utility>

namespace aurawell::net {

http_site make_file_site(static_files files) {
  return [files = std::move(files)](const http_query& query, wall_time now) {
    const auto file = files.find(query.target.substr(0, query.target.find('?')));
    if (!file) {
      return error_reply(404, ec::invalid_input, "nothing is served at this path", now);
    }
    if (query.method != "GET" && query.method != "HEAD") {
      return method_not_allowed("GET, HEAD", now);
    }
    return file_reply(*file, query);
  };
}

}  // namespace aurawell::net
