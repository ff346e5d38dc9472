#include "net/http/target_rules.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "domain/log/log.hpp"
#include "net/address/query_parameters.hpp"
#include "net/address/url_text.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

/// Most bytes of a refused host in the log and the reply.
constexpr std::size_t longest_shown = 128;

/// RFC 9112, section 3.2: one Host field, which is optional in HTTP/1.0.
bool has_right_count_of_hosts(const request_message& request) {
  const auto fields = request.count(http::field::host);
  return fields == 1 || (fields == 0 && request.version() < 11);
}

/// Every place at which the request names a host.
std::vector<std::string_view> named_hosts(const request_message& request) {
  std::vector<std::string_view> named;
  const auto [begin, end] = request.equal_range(http::field::host);
  for (auto field = begin; field != end; ++field) {
    named.push_back(view(field->value()));
  }
  auto target = view(request.target());
  const auto scheme_end = target.find("://");
  if (!target.starts_with('/') && scheme_end != std::string_view::npos) {
    target.remove_prefix(scheme_end + 3);
    named.push_back(target.substr(0, target.find_first_of("/?#")));
  }
  return named;
}

std::optional<http_reply> refuse_host(const request_message& request, const host_policy& hosts,
                                      wall_time now) {
  if (!has_right_count_of_hosts(request)) {
    return error_reply(400, ec::bad_format, "the Host header must be there once", now);
  }
  for (const auto text : named_hosts(request)) {
    const auto called = parse_authority(text);
    if (!called) {
      return error_reply(400, ec::bad_format, "the Host header names no host", now);
    }
    if (!hosts.allows(*called)) {
      const auto shown = called->host.substr(0, longest_shown);
      logging::info("http.host_refused",
                    {{"host", shown}, {"hint", "add it to server.host_names if it is yours"}});
      return error_reply(421, ec::forbidden,
                         "this service is not known by the host name " + shown +
                             "; if it should be, its operator adds the name to server.host_names",
                         now);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<http_reply> refuse_target(const request_message& request, const host_policy& hosts,
                                        wall_time now) {
  if (auto refusal = refuse_host(request, hosts, now)) {
    return refusal;
  }
  if (request.count(http::field::authorization) > 1) {
    return error_reply(400, ec::bad_format, "the Authorization header may be there only once", now);
  }
  auto query = path_and_query(request);
  cut(query, '?');
  if (const auto name = find_ambiguous_parameter(query)) {
    return error_reply(
        400, ec::bad_format,
        "the parameter " + std::string{*name} + " must be there once, in these letters", now);
  }
  return std::nullopt;
}

}  // namespace aurawell::net
