#include "net/rest/account/account_handlers.hpp"

#include "domain/sign_in/logins.hpp"
#include "net/json/json_arrays.hpp"
#include "net/json/timestamp.hpp"
#include "net/rest/account/revocation.hpp"
#include "net/rest/account_audit.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual login_ended{"该登录已结束", "The login has ended"};
constexpr bilingual all_ended{"已在所有设备上退出登录", "You are signed out everywhere"};

using logins = std::vector<account_login>;

void write_login(json_writer& json, const account_login& one, const std::string& current) {
  json.text("login_id", one.login);
  json.text("created_at", timestamp{one.created_at});
  json.text("last_used_at", timestamp{one.used_at});
  json.text("client", one.client);
  json.text("network", one.network);
  json.flag("is_current", one.login == current);
}

result<bool> end_and_note(account_store& accounts, const revoked_login& gone, wall_time now) {
  auto ended = aurawell::end_login(accounts, gone);
  if (!ended || !*ended) {
    return ended;
  }
  const auto noted = accounts.add_audit(own_entry(gone.user, "end_login", now));
  return noted ? ended : noted.failure();
}

/// Where no proof of identity is required, a client must not revoke the logins of the user that it
/// names.
bool is_proven(const rest_request& request, const caller& requester) {
  return !requester.login.empty() || request.gateway.says == gateway_word::kind::vouches;
}

http_reply unproven_reply(wall_time now) {
  return failure_reply({ec::authentication_required, "sign in to end logins"}, now);
}

}  // namespace

rest_answer list_logins(const rest_backend& behind, const rest_request& request,
                        const caller& requester) {
  const auto find = [user = requester.user](advice_store& store) {
    return store.accounts().logins_of(user);
  };
  const auto write = [current = requester.login](const logins& all, wall_time) {
    const auto write_one = [&](json_writer& json, const account_login& one) {
      write_login(json, one, current);
    };
    return data_reply(200, "",
                      [&](json_writer& json) { write_objects(json, "logins", all, write_one); });
  };
  return reply_from_store<logins>(behind.store, store_use::reads,
                                  asker_of(behind, request, requester), find, write);
}

rest_answer end_login(const rest_backend& behind, const rest_request& request,
                      const caller& requester) {
  if (!is_proven(request, requester)) {
    return unproven_reply(request.now);
  }
  auto id = check_name(request.path_values.front(), "the login's id");
  if (!id) {
    return failure_reply(id.failure(), request.now);
  }
  auto meant = requester;
  meant.login = *std::move(id);
  const auto gone = behind.gate.revocation_of(meant, request.now);
  return pending_reply{[&behind, gone, address = request.address, lang = request.lang,
                        now = request.now,
                        asker = asker_of(behind, request, requester)](const reply_receiver& then) {
    const auto end = [gone, now](advice_store& store) {
      return end_and_note(store.accounts(), gone, now);
    };
    ask_store<bool>(behind.store, store_use::writes, asker, end,
                    unless_failed(then, [&behind, gone, address, lang, then](bool ended) {
                      if (!ended) {
                        then(failure_maker({ec::user_not_found, "there is no such login"}));
                        return;
                      }
                      behind.gate.revoke(gone);
                      behind.close_connections(gone);
                      log_security(security_event::login_ended, gone.user, address);
                      then([lang](wall_time) { return message_reply(login_ended.in(lang)); });
                    }));
  }};
}

rest_answer log_out_everywhere(const rest_backend& behind, const rest_request& request,
                               const caller& requester) {
  if (!is_proven(request, requester)) {
    return unproven_reply(request.now);
  }
  const mass_revocation wish{requester.user,
                             {},
                             asker_of(behind, request, requester),
                             request.address,
                             request.now,
                             "sign_out_everywhere",
                             security_event::every_login_ended};
  return pending_reply{[&behind, wish, lang = request.lang](const reply_receiver& then) {
    revoke_all(behind, wish, end_logins, then, [lang, then] {
      then([lang](wall_time) { return message_reply(all_ended.in(lang)); });
    });
  }};
}

}  // namespace aurawell::net
