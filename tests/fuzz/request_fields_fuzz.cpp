// Header fields that identify the user and the origin, one on each line: Authorization,
// Sec-WebSocket-Protocol, Origin, Host, X-Forwarded-For, Accept-Language, and Accept-Encoding,
// which decides the form of a reply.
#include <boost/asio/ip/address.hpp>
#include <string>

#include "net/address/client_address.hpp"
#include "net/address/origin_policy.hpp"
#include "net/http/content_coding.hpp"
#include "net/http/request_token.hpp"
#include "net/rest/rest_messages.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

namespace http = boost::beast::http;

void check_token(std::string_view authorization, std::string_view protocols) {
  must(authorization.ends_with(net::bearer_token(authorization)),
       "a token is the end of its field");
  net::request_message request;
  request.set(http::field::authorization, {authorization.data(), authorization.size()});
  request.set(http::field::sec_websocket_protocol, {protocols.data(), protocols.size()});
  must(net::token_of(request, "t") == "t", "a parameter counts before any field");
  const auto token = net::token_of(request, "");
  // Beast removes blanks at both ends of a field.
  const auto kept = request[http::field::authorization];
  const auto bearer = net::bearer_token({kept.data(), kept.size()});
  must(bearer.empty() || token == bearer, "a bearer token counts before a sub-protocol");
  must(!bearer.empty() || protocols.find(token) != std::string_view::npos,
       "a token is a part of what was sent");
}

void check_origin(std::string_view origin, std::string_view host) {
  must(net::is_origin_allowed("", host, {}), "programs that are no browsers send no origin");
  const bool is_allowed = net::is_origin_allowed(origin, host, {});
  must(!is_allowed || origin.empty() || origin.find("://") != std::string_view::npos,
       "an origin has a scheme");
}

void check_address(std::string_view forwarded) {
  const auto peer = boost::asio::ip::make_address("10.0.0.1");
  const net::client_address trusting{{"10.0.0.1", "10.0.0.2"}};
  const auto found = trusting.find(peer, forwarded);
  must(found != "10.0.0.1" && found != "10.0.0.2", "a proxy is no client");
  must(net::client_address{{}}.find(peer, forwarded) == "10.0.0.1",
       "nobody is believed who is not trusted");
}

}  // namespace

void run(std::string_view input) {
  auto rest = input;
  const auto authorization = take_line(rest);
  const auto protocols = take_line(rest);
  check_token(authorization, protocols);
  const auto origin = take_line(rest);
  const auto host = take_line(rest);
  check_origin(origin, host);
  check_address(take_line(rest));
  const auto languages = take_line(rest);
  must(net::choose_language("lang=en", languages) == language::en, "a query counts first");
  static_cast<void>(net::choose_language("", languages));
  const std::string codings{take_line(rest)};
  must(!net::prefers_gzip(codings) || codings.find_first_of("gG*xX") != std::string::npos,
       "only who names gzip, or everything, gets it");
  const auto weight = net::weight_of(codings);
  must(weight >= 0 && weight <= 1000, "a weight is from 0 to 1");
}

}  // namespace aurawell::fuzz
