#include "net/rest/service_handlers.hpp"

#include "net/json/json_writer.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/data_reply.hpp"

namespace aurawell::net {

rest_answer tell_health(const rest_backend& behind, const rest_request& request, const caller&) {
  using kind = gateway_word::kind;
  const auto& gateway = request.gateway;
  const bool sends_codes = behind.codes != nullptr;
  if (gateway.says == kind::vouches || gateway.says == kind::refused) {
    return health_reply("gateway", gateway.user, sends_codes, request.now);
  }
  return health_reply(behind.gate.is_open() ? "open" : "jwt", {}, sends_codes, request.now);
}

rest_answer tell_census(const rest_backend& behind, const rest_request& request, const caller&) {
  return census_reply(behind.census.now(), request.now);
}

rest_answer tell_stats(const rest_backend& behind, const rest_request& request, const caller&) {
  const auto counts = behind.census.now();
  return success_reply([&](json_writer& json) {
    json.begin_object("data");
    json.number("active_connections", counts.connections);
    json.number("connected_users", counts.users);
    json.end_object();
    json.text("timestamp", timestamp{request.now});
  });
}

}  // namespace aurawell::net
