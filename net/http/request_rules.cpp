#include "net/http/request_rules.hpp"

#include <algorithm>
#include <boost/beast/http/rfc7230.hpp>
#include <string_view>

#include "domain/text/parse_number.hpp"
#include "net/address/authority.hpp"
#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

/// Digits alone, no sign, no list. Nothing when that is not so or when it overflows.
/// Whether `url` is one of a web server, and of the host in the `Host` field if there is
/// one, which HTTP/1.0 does not demand.
bool names_host_of(const request_message& request, std::string_view url) {
  const auto authority_begin = std::min(url.find("://"), url.size()) + 3;
  const auto origin = parse_origin(url.substr(0, url.find_first_of("/?#", authority_begin)));
  if (!origin || (origin->scheme != "http" && origin->scheme != "https")) {
    return false;
  }
  if (request.count(http::field::host) == 0) {
    return true;
  }
  const auto host = parse_authority(view(request[http::field::host]));
  const std::uint16_t default_port = origin->scheme == "https" ? 443 : 80;
  return host && host->host == origin->address.host &&
         host->port.value_or(default_port) == origin->address.port.value_or(default_port);
}

}  // namespace

std::optional<body_framing> find_framing(const request_message& request) {
  const auto codings = request.count(http::field::transfer_encoding);
  const auto lengths = request.count(http::field::content_length);
  if (codings + lengths > 1) {
    return std::nullopt;
  }
  if (codings == 1) {
    const bool is_chunked =
        equals_in_any_case(view(request[http::field::transfer_encoding]), "chunked");
    return is_chunked && request.version() == 11 ? std::optional{body_framing{true, 0}}
                                                 : std::nullopt;
  }
  if (lengths == 0) {
    return body_framing{};
  }
  const auto length = parse_number<std::uint64_t>(view(request[http::field::content_length]));
  return length ? std::optional{body_framing{false, *length}} : std::nullopt;
}

bool has_valid_target(const request_message& request) {
  const auto target = view(request.target());
  if (request.method() == http::verb::connect) {
    return target.find('/') == std::string_view::npos;
  }
  if (target == "*") {
    return request.method() == http::verb::options;
  }
  return target.starts_with('/') || names_host_of(request, target);
}

expectation find_expectation(const request_message& request) {
  const auto fields = request.count(http::field::expect);
  if (fields == 0 || request.version() < 11) {
    return expectation::none;
  }
  const bool is_known =
      fields == 1 && equals_in_any_case(view(request[http::field::expect]), "100-continue");
  return is_known ? expectation::go_ahead : expectation::unknown;
}

bool wants_keep_alive(const request_message& request) {
  bool is_kept = request.version() >= 11;
  const auto [begin, end] = request.equal_range(http::field::connection);
  for (auto field = begin; field != end; ++field) {
    http::token_list words{field->value()};
    if (words.exists("close")) {
      return false;
    }
    is_kept = is_kept || words.exists("keep-alive");
  }
  return is_kept;
}

}  // namespace aurawell::net
