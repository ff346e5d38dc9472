#include "net/rest/account/login_start.hpp"

#include <utility>

#include "domain/log/log.hpp"
#include "domain/sign_in/logins.hpp"
#include "net/rest/account_audit.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

using ended_logins = std::vector<revoked_login>;

/// Stores the login; calls `then` after the logins that exceed the limit were revoked.
///
/// @param password_hash For a sign-in: the hash that the account must still have.
void keep_login(const rest_backend& behind, const user_id& user, const issued_token& token,
                const login_origin& origin, wall_time now,
                const std::optional<std::string>& password_hash,
                std::function<void(result<void>)> then) {
  account_login login{token.login, user, token.login_began, now, origin.client, origin.network};
  const auto longest = behind.gate.revocation_of({user}, now).until - now;
  const login_bounds bounds{behind.options.max_logins,
                            std::chrono::ceil<std::chrono::milliseconds>(longest)};
  const auto keep = [login = std::move(login), bounds,
                     password_hash](advice_store& store) -> result<ended_logins> {
    auto& accounts = store.accounts();
    if (password_hash) {
      auto done = expect_password(accounts, login.user, *password_hash);
      done = done ? accounts.add_audit(own_entry(login.user, "sign_in", login.used_at)) : done;
      if (!done) {
        return done.failure();
      }
    }
    return record_login(accounts, login, bounds);
  };
  ask_store<ended_logins>(behind.store, store_use::writes, {user.value, {}, now}, keep,
                          [&behind, then = std::move(then)](const result<ended_logins>& ended) {
                            if (!ended) {
                              then(ended.failure());
                              return;
                            }
                            for (const auto& one : *ended) {
                              behind.gate.revoke(one);
                              behind.close_connections(one);
                            }
                            then({});
                          });
}

/// A database that cannot be written must not prevent signing in. The login is then missing in the
/// list; a change of the password and signing out everywhere revoke it too. If one of them has
/// happened since the sign-in began, the verified password may be the former one.
result<void> may_begin(const rest_backend& behind, const user_id& user, const issued_token& token,
                       wall_time asked, const result<void>& kept) {
  if (!kept && kept.failure().code == ec::user_not_found) {
    // The account was erased at this moment: treated as erased before.
    return error{ec::bad_credentials, "user name or password is wrong"};
  }
  if (kept || kept.failure().code != ec::database_unreachable) {
    return kept;
  }
  if (behind.gate.is_revoked({user, {}, token.login, asked})) {
    return error{ec::unavailable, "the logins of this account ended at this moment; try again"};
  }
  logging::warn("security.sign_in_not_listed",
                {{"user", user},
                 {"code", to_string(kept.failure().code)},
                 {"detail", kept.failure().detail},
                 {"hint", "neither the list of logins nor the audit shows it"}});
  return {};
}

/// `{"access_token",…}`.
http_reply token_reply(const issued_token& token, const user_id& user, std::string_view message) {
  return data_reply(200, message, [&](json_writer& json) {
    json.text("access_token", token.text);
    json.text("token_type", "bearer");
    json.number("expires_in", static_cast<std::uint64_t>(token.expires_in.count()));
    json.text("user_id", user.value);
  });
}

}  // namespace

void start_login(const rest_backend& behind, const account& own, const login_origin& origin,
                 wall_time now, std::string_view message, const reply_receiver& then) {
  const auto token = behind.gate.issue(own.user, now);
  if (!token) {
    then(failure_maker(token.failure()));
    return;
  }
  const auto answer = [&behind, token = *token, user = own.user, message = std::string{message},
                       now, then](const result<void>& kept) {
    const auto begun = may_begin(behind, user, token, now, kept);
    then(begun ? reply_maker{[token, user, message](wall_time) {
      return token_reply(token, user, message);
    }}
               : failure_maker(begun.failure()));
  };
  keep_login(behind, own.user, *token, origin, now, own.password_hash, answer);
}

void continue_login(const rest_backend& behind, const user_id& user, const issued_token& token,
                    const login_origin& origin, wall_time now, const reply_receiver& then) {
  then([token, user](wall_time) { return token_reply(token, user, ""); });
  // `then` holds the resources behind it.
  keep_login(behind, user, token, origin, now, std::nullopt, [then](const result<void>&) {});
}

}  // namespace aurawell::net
