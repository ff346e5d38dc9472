#include "net/rest/router.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/address/lower_ascii.hpp"
#include "net/address/url_text.hpp"
#include "net/auth/identify.hpp"
#include "net/rest/failure_reply.hpp"
#include "net/rest/parameters.hpp"

namespace aurawell::net {
namespace {

bool is_place(std::string_view segment) noexcept {
  return segment.starts_with('{');
}

/// The path segments at the variable places of the pattern; nothing when the path does not match.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  if (std::count(pattern.begin(), pattern.end(), '/') !=
      std::count(path.begin(), path.end(), '/')) {
    return std::nullopt;
  }
  std::vector<std::string> values;
  while (!pattern.empty()) {
    const auto wanted = cut(pattern, '/');
    const auto given = cut(path, '/');
    if (!is_place(wanted)) {
      if (wanted != given) {
        return std::nullopt;
      }
      continue;
    }
    auto value = percent_decode(given);
    if (!value || value->empty()) {
      return std::nullopt;
    }
    values.push_back(*std::move(value));
  }
  return path.empty() ? std::optional{std::move(values)} : std::nullopt;
}

struct found_route {
  /// Null: the path is served, but not with this method.
  const route* row = nullptr;
  /// Empty: the path is not served.
  std::string methods;
  std::vector<std::string> values;
};

found_route find_route(std::span<const route> routes, std::string_view method,
                       std::string_view path) {
  const auto wanted = method == "HEAD" ? "GET" : method;
  found_route found;
  for (const auto& row : routes) {
    auto values = match(row.pattern, path);
    if (!values) {
      continue;
    }
    found.methods += found.methods.empty() ? "" : ", ";
    found.methods += row.method == "GET" ? "GET, HEAD" : row.method;
    if (row.method == wanted) {
      found.row = &row;
      found.values = *std::move(values);
    }
  }
  return found;
}

http_reply methods_reply(std::string methods) {
  http_reply reply;
  reply.status = 204;
  reply.headers = {{"Allow", std::move(methods)}, {"Cache-Control", "no-store"}};
  return reply;
}

result<caller> let_in(const rest_backend& behind, const rest_request& request,
                      route_access access) {
  if (access == route_access::everybody) {
    return caller{};
  }
  const auto& gateway = request.gateway;
  const bool has_gateway =
      gateway.says == gateway_word::kind::vouches || gateway.says == gateway_word::kind::refused;
  if (access == route_access::operators && request.token.empty() && !has_gateway) {
    return error{ec::authentication_required, "an operator's token is needed"};
  }
  auto name = read_name(request.query, "user_id", std::string{});
  if (!name) {
    return name.failure();
  }
  auto requester = identify(behind.gate, request.token, gateway, {*std::move(name)}, request.now);
  if (requester && access == route_access::operators && !requester->is_operator) {
    return error{ec::forbidden, "only operators may see this"};
  }
  return requester;
}

/// A page of a stranger can make a browser send requests that a gateway then vouches for, and could
/// learn from the sizes of the replies. It cannot send a token that it does not know.
bool may_compress(const route& row, const rest_request& request) {
  return row.coding == reply_coding::compressed &&
         request.gateway.says != gateway_word::kind::vouches;
}

/// Marks the reply, also one that comes later.
rest_answer compressible(rest_answer answer) {
  if (auto* reply = std::get_if<http_reply>(&answer)) {
    reply->may_compress = true;
  } else if (auto* pending = std::get_if<pending_reply>(&answer)) {
    answer = pending_reply{[wait = std::move(*pending)](const reply_receiver& then) {
      wait([then](reply_maker make) {
        then([make = std::move(make)](wall_time now) {
          auto made = make(now);
          made.may_compress = true;
          return made;
        });
      });
    }};
  }
  return answer;
}

bool is_json(std::string_view content_type) {
  auto type = lower_ascii(cut(content_type, ';'));
  type.erase(type.find_last_not_of(' ') + 1);
  return type == "application/json";
}

}  // namespace

std::string_view pattern_of(std::span<const route> routes, std::string_view path) {
  const auto found = std::find_if(routes.begin(), routes.end(), [&](const route& row) {
    return match(row.pattern, path).has_value();
  });
  return found == routes.end() ? std::string_view{} : found->pattern;
}

bool is_rest_path(std::string_view path) noexcept {
  return path.starts_with("/api/") || path.starts_with("/v1/") || path.starts_with("/ws/");
}

rest_answer answer_rest(std::span<const route> routes, const rest_backend& behind,
                        rest_request request) {
  auto found = find_route(routes, request.method, request.path);
  if (found.methods.empty()) {
    return error_reply(404, ec::invalid_input, "nothing is served at this path", request.now);
  }
  if (request.method == "OPTIONS") {
    return methods_reply(std::move(found.methods) + ", OPTIONS");
  }
  if (found.row == nullptr) {
    return method_not_allowed(found.methods, request.now);
  }
  // Before authentication, because checking a token costs time too.
  if (const auto wait = behind.requests.take_for_address(request.address)) {
    return wait_reply(*wait, "too many requests from this address in a minute", request.now);
  }
  const auto requester = let_in(behind, request, found.row->access);
  if (!requester) {
    return failure_reply(requester.failure(), request.now);
  }
  const bool is_of_login = found.row->counted == request_count::of_login;
  if (const auto wait = is_of_login ? behind.requests.take_for_login(*requester)
                                    : behind.requests.take_for_user(requester->user.value)) {
    return wait_reply(*wait, "too many requests of this user in a minute", request.now);
  }
  request.waits_apart = is_of_login;
  // A page of any origin can send other types without a preflight.
  if (!request.body.empty() && !is_json(request.content_type)) {
    return error_reply(415, ec::bad_format, "the body must come as application/json", request.now);
  }
  request.path_values = std::move(found.values);
  auto answer = found.row->handle(behind, request, *requester);
  return may_compress(*found.row, request) ? compressible(std::move(answer)) : std::move(answer);
}

}  // namespace aurawell::net
