#include "net/rest/account/account_handlers.hpp"

#include <algorithm>
#include <utility>

#include "domain/sign_in/logins.hpp"
#include "net/address/lower_ascii.hpp"
#include "net/rest/account/login_start.hpp"
#include "net/rest/account_audit.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/security_log.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual signed_in{"登录成功", "You are signed in"};
constexpr bilingual you_are_signed_out{"已退出登录", "You are signed out"};

struct login_body {
  std::string name;
  std::string password;
};

result<login_body> read_login(const rest_request& request) {
  return read_body(request.body, [](json_fields& fields) {
    return login_body{fields.required_text("username"), fields.required_text("password")};
  });
}

/// Stores another hash of a verified password; if that fails, the old hash still works. Only while
/// the account has that password.
void renew_hash(const rest_backend& behind, const account& own, const std::string& password,
                const std::string& address, wall_time now) {
  const auto keep = [&store = behind.store, own, now](const result<std::string>& hash) {
    if (hash) {
      store.write(
          {own.user.value, {}, now},
          [own, hash = *hash](advice_store& all) {
            auto same = expect_password(all.accounts(), own.user, own.password_hash);
            return same ? all.accounts().set_password_hash(own.user, hash) : same;
          },
          [](const result<void>&) {});
    }
  };
  behind.passwords.hash(password, {network_of(address), true}, keep);
}

/// A sign-in, and what is known about it so far.
struct sign_in {
  login_body read;
  login_origin from;
  store_asker asker;
  wall_time now;
  language lang = language::zh;
  std::optional<account> found{};
  guess_attempt attempt{};
};

/// What the store has about the account before the password is verified.
struct known_account {
  std::optional<account> found;
  bool is_known_place = false;
};

result<known_account> find_known(account_store& accounts, const std::string& name,
                                 const std::string& network) {
  auto found = accounts.find_login(name);
  if (!found) {
    return found.failure();
  }
  // The same time for an unknown name.
  const auto logins = accounts.logins_of(*found ? (*found)->user : user_id{});
  if (!logins) {
    return logins.failure();
  }
  const bool is_known =
      !network.empty() && std::any_of(logins->begin(), logins->end(),
                                      [&](const auto& one) { return one.network == network; });
  return known_account{*std::move(found), is_known};
}

/// Continues after the password was verified.
void finish_sign_in(const rest_backend& behind, const sign_in& attempt,
                    const result<password_hasher::verdict>& seen, const reply_receiver& then) {
  if (!seen) {
    behind.logins.was_not_judged(attempt.attempt);
    then(failure_maker(seen.failure()));
    return;
  }
  if (!seen->right || !attempt.found) {
    log_security(security_event::sign_in_failed, attempt.found ? attempt.found->user : user_id{},
                 attempt.from.address);
    then(failure_maker({ec::bad_credentials, "user name or password is wrong"}));
    return;
  }
  behind.logins.was_right(attempt.attempt);
  const auto renew = [&behind, attempt, then, is_due = seen->outdated](const reply_maker& reply) {
    if (is_due) {
      renew_hash(behind, *attempt.found, attempt.read.password, attempt.from.address, attempt.now);
    }
    then(reply);
  };
  start_login(behind, *attempt.found, attempt.from, attempt.now, signed_in.in(attempt.lang), renew);
}

/// Verifies the password, unless there were too many failures.
void judge_sign_in(const rest_backend& behind, sign_in attempt, known_account known,
                   const reply_receiver& then) {
  attempt.found = std::move(known.found);
  // All names of an account count as one.
  attempt.attempt = {
      guess::sign_in,
      attempt.found ? attempt.found->user.value : "?" + lower_ascii(attempt.read.name),
      attempt.from.address, known.is_known_place};
  if (const auto wait = behind.logins.begin(attempt.attempt)) {
    then([wait = *wait](wall_time now) {
      return wait_reply(wait, "too many wrong passwords; wait before the next try", now);
    });
    return;
  }
  const auto password = attempt.read.password;
  const hash_asker asker{attempt.from.network, known.is_known_place};
  const auto hash = attempt.found ? attempt.found->password_hash : "";
  behind.passwords.verify(
      password, hash, asker,
      [&behind, attempt = std::move(attempt), then](const result<password_hasher::verdict>& seen) {
        finish_sign_in(behind, attempt, seen, then);
      });
}

/// Also revokes a login that is not in the list.
result<void> revoke_and_forget(account_store& accounts, const revoked_login& gone, wall_time now) {
  if (auto revoked = accounts.revoke_login(gone); !revoked) {
    return revoked;
  }
  if (const auto removed = accounts.remove_login(gone.user, gone.login); !removed) {
    return removed.failure();
  }
  return accounts.add_audit(own_entry(gone.user, "sign_out", now));
}

}  // namespace

rest_answer log_in(const rest_backend& behind, const rest_request& request, const caller&) {
  auto read = read_login(request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  if (const auto wait = behind.logins.take_address(request.address)) {
    return wait_reply(*wait, "too many tries to sign in in a minute", request.now);
  }
  return pending_reply{[&behind, attempt = sign_in{*std::move(read), origin_of(request),
                                                   asker_of(behind, request, {}), request.now,
                                                   request.lang}](const reply_receiver& then) {
    ask_store<known_account>(
        behind.store, store_use::reads, attempt.asker,
        [name = attempt.read.name, network = attempt.from.network](advice_store& store) {
          return find_known(store.accounts(), name, network);
        },
        unless_failed(then, [&behind, attempt, then](const known_account& known) {
          judge_sign_in(behind, attempt, known, then);
        }));
  }};
}

rest_answer refresh_token(const rest_backend& behind, const rest_request& request,
                          const caller& requester) {
  if (request.token.empty()) {
    return failure_reply({ec::authentication_required, "send the token that is to be renewed"},
                         request.now);
  }
  const auto token = behind.gate.reissue(request.token, request.now);
  if (!token) {
    return failure_reply(token.failure(), request.now);
  }
  return pending_reply{[&behind, user = requester.user, token = *token, origin = origin_of(request),
                        now = request.now](const reply_receiver& then) {
    continue_login(behind, user, token, origin, now, then);
  }};
}

rest_answer log_out(const rest_backend& behind, const rest_request& request,
                    const caller& requester) {
  if (requester.login.empty()) {
    return failure_reply({ec::authentication_required, "send the token that is to be given up"},
                         request.now);
  }
  const auto gone = behind.gate.revocation_of(requester, request.now);
  return pending_reply{[&behind, gone, lang = request.lang, now = request.now,
                        asker = asker_of(behind, request, requester)](const reply_receiver& then) {
    behind.store.write(
        asker,
        [gone, now](advice_store& store) { return revoke_and_forget(store.accounts(), gone, now); },
        unless_failed(then, [&behind, gone, lang, then] {
          behind.gate.revoke(gone);
          behind.close_connections(gone);
          then([lang](wall_time) { return message_reply(you_are_signed_out.in(lang)); });
        }));
  }};
}

}  // namespace aurawell::net
