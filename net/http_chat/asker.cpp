#include "net/http_chat/asker.hpp"

#include <utility>

#include "net/auth/identify.hpp"
#include "net/rest/parameters.hpp"

namespace aurawell::net {
namespace {

/// The gateway's user, unless query or body name another one. Clients of the OpenAI API always send
/// a key, so it proves nothing here.
result<caller> find_vouched(const rest_backend& behind, const rest_request& request,
                            const user_id& in_query, const user_id& in_body) {
  auto requester = identify(behind.gate, "", request.gateway, in_query, request.now);
  return requester ? identify(behind.gate, "", request.gateway, in_body, request.now) : requester;
}

}  // namespace

result<caller> find_asker(const rest_backend& behind, const rest_request& request,
                          const user_id& in_body) {
  auto named = read_name(request.query, "user_id", in_body.value);
  if (!named) {
    return named.failure();
  }
  if (!in_body.empty() && *named != in_body.value) {
    return error{ec::invalid_input, "user_id in the query and in the body must be the same"};
  }
  return identify(behind.gate, request.token, request.gateway, {*std::move(named)}, request.now);
}

result<caller> find_openai_asker(const rest_backend& behind, const rest_request& request,
                                 const std::string& in_body) {
  auto in_query = read_name(request.query, "user_id", std::string{});
  if (!in_query) {
    return in_query.failure();
  }
  if (request.gateway.says == gateway_word::kind::vouches) {
    return find_vouched(behind, request, {*std::move(in_query)}, {in_body});
  }
  if (!request.token.empty()) {
    auto known = identify(behind.gate, request.token, request.gateway, {}, request.now);
    if (known || !behind.gate.is_open()) {
      return known;
    }
  }
  const auto named = in_query->empty() && is_entity_name(in_body) ? in_body : *std::move(in_query);
  return identify(behind.gate, "", request.gateway, {named}, request.now);
}

result<request_id> name_of_request(std::string_view idempotency_key, std::string in_body) {
  if (!idempotency_key.empty() && !is_request_name(idempotency_key)) {
    return error{ec::bad_format,
                 "Idempotency-Key must be 1 to 128 characters of A-Z a-z 0-9 : _ -"};
  }
  if (!idempotency_key.empty() && !in_body.empty() && idempotency_key != in_body) {
    return error{ec::invalid_input,
                 "Idempotency-Key and request_id name the same thing: send one, or the same twice"};
  }
  return request_id{in_body.empty() ? std::string{idempotency_key} : std::move(in_body)};
}

}  // namespace aurawell::net
