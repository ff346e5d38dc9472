#include "net/http/request_token.hpp"

#include <boost/beast/http/rfc7230.hpp>

#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

namespace http = boost::beast::http;

constexpr std::string_view scheme = "Bearer ";
constexpr std::string_view protocol_prefix = "aurawell.token.";

std::string_view token_in_protocols(const request_message& request) {
  const auto [begin, end] = request.equal_range(http::field::sec_websocket_protocol);
  for (auto field = begin; field != end; ++field) {
    for (const auto& offered : http::token_list{field->value()}) {
      const auto protocol = view(offered);
      if (protocol.starts_with(protocol_prefix)) {
        return protocol.substr(protocol_prefix.size());
      }
    }
  }
  return {};
}

}  // namespace

std::string_view bearer_token(std::string_view authorization) noexcept {
  if (!equals_in_any_case(authorization.substr(0, scheme.size()), scheme)) {
    return {};
  }
  const auto begin = authorization.find_first_not_of(' ', scheme.size());
  return begin == std::string_view::npos ? std::string_view{} : authorization.substr(begin);
}

std::string token_of(const request_message& request, std::string_view parameter) {
  if (!parameter.empty()) {
    return std::string{parameter};
  }
  const auto bearer = bearer_token(view(request[http::field::authorization]));
  return std::string{bearer.empty() ? token_in_protocols(request) : bearer};
}

}  // namespace aurawell::net
