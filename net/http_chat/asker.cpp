#include "net/http_chat/asker.hpp"

#include "net/rest/parameters.hpp"

namespace aurawell::net {

result<caller> find_asker(const rest_backend& behind, const rest_request& request,
                          const user_id& in_body) {
  auto named = read_name(request.query, "user_id", in_body.value);
  if (!named) {
    return named.failure();
  }
  return behind.gate.admit(request.token, {*std::move(named)}, request.now);
}

result<caller> find_openai_asker(const rest_backend& behind, const rest_request& request,
                                 const std::string& in_body) {
  if (!request.token.empty()) {
    auto known = behind.gate.admit(request.token, {}, request.now);
    if (known || !behind.gate.is_open()) {
      return known;
    }
  }
  auto named = read_name(request.query, "user_id", is_entity_name(in_body) ? in_body : "");
  if (!named) {
    return named.failure();
  }
  return behind.gate.admit("", {*std::move(named)}, request.now);
}

}  // namespace aurawell::net
