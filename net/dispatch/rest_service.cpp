#include "net/dispatch/rest_service.hpp"

#include <utility>

namespace aurawell::net {
namespace {

/// Closes the connections of one revoked login, or of several logins of the user.
void close_connections(user_connections& users, const revoked_login& gone) {
  if (gone.login != revoked_login::every_login) {
    users.close_login(gone.user, gone.login);
  } else if (gone.began_before) {
    users.close_others(gone.user, gone.spared);
  } else {
    users.close_user(gone.user);
  }
}

rest_backend lend(server_context& context, login_limits& logins, request_rates& requests) {
  const auto& behind = *context.chats;
  const auto& options = context.options;
  return {behind.store,
          behind.gate,
          behind.passwords,
          behind.census,
          logins,
          requests,
          options.rest,
          [&users = context.users](const revoked_login& gone) { close_connections(users, gone); },
          {options.max_json_depth, options.max_context_facts},
          behind.codes,
          [&gateway = behind.gateway](const user_id& user, const member_id& about) {
            gateway.end_answers(user, about);
          }};
}

}  // namespace

rest_service::rest_service(std::shared_ptr<server_context> context)
    : context_{std::move(context)},
      logins_{context_->options.rest},
      requests_{context_->options.rest},
      backend_{lend(*context_, logins_, requests_)} {}

void rest_service::adopt_limits(const rest_options& changed) {
  logins_.set_limits(changed);
  requests_.set_limits(changed);
}

}  // namespace aurawell::net
