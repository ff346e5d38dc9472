#include "net/host_header.hpp"

#include <boost/beast/http/field.hpp>

#include "net/authority.hpp"

namespace aurawell::net {

std::optional<http_reply> refuse_host(const request_message& request, wall_time now) {
  using boost::beast::http::field;
  const auto lines = request.count(field::host);
  if (lines == 0 && request.version() < 11) {
    return std::nullopt;
  }
  if (lines != 1) {
    return error_reply(400, ec::bad_format, "the Host header must be there once", now);
  }
  if (!parse_authority(view(request[field::host]))) {
    return error_reply(400, ec::bad_format, "the Host header names no host", now);
  }
  return std::nullopt;
}

}  // namespace aurawell::net
