// A new password for a user who has forgotten the old one.

#include <memory>
#include <utility>

#include "domain/sign_in/password_reset.hpp"
#include "net/address/lower_ascii.hpp"
#include "net/auth/passwords/reset_code_text.hpp"
#include "net/rest/account/account_handlers.hpp"
#include "net/rest/account/password_checks.hpp"
#include "net/rest/account/revocation.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/login_origin.hpp"
#include "net/rest/security_log.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual reset_done{"密码已重设，请重新登录",
                               "The password is changed; sign in with it"};

/// A request with a code, and what is known about it so far.
struct reset {
  std::string name;
  std::string code;
  std::string fresh;
  std::string address;
  store_asker asker;
  language lang = language::zh;
  wall_time now;
  user_id user{};
  /// The names of the account, once it is known.
  std::vector<std::string> names{};
  std::string code_hash{};
  guess_attempt attempt{};
};
using reset_pointer = std::shared_ptr<reset>;

result<reset_pointer> read_reset(const rest_backend& behind, const rest_request& request) {
  return read_body(request.body, [&](json_fields& fields) {
    return std::make_shared<reset>(reset{fields.required_text("user"), fields.required_text("code"),
                                         fields.required_text("new_password"), request.address,
                                         asker_of(behind, request, {}), request.lang, request.now});
  });
}

void keep(const rest_backend& behind, const reset_pointer& attempt, const std::string& hash,
          const reply_receiver& then) {
  const auto replace = [attempt, hash](account_store& accounts, const revoked_login& gone) {
    return aurawell::reset_password(accounts, attempt->code_hash, hash, gone, attempt->now);
  };
  revoke_all(
      behind,
      {attempt->user,
       {},
       attempt->asker,
       attempt->address,
       attempt->now,
       "reset_password",
       security_event::password_reset},
      replace, then, [&behind, attempt, then] {
        behind.logins.clear_failures(attempt->user.value, attempt->address);
        then([lang = attempt->lang](wall_time) { return message_reply(reset_done.in(lang)); });
      });
}

std::optional<error> find_fault(const rest_backend& behind, const reset& attempt) {
  return find_password_fault(attempt.fresh, "new_password", attempt.names,
                             behind.options.password_bits, attempt.lang);
}

void judge_code(const rest_backend& behind, const reset_pointer& attempt, bool counts,
                const reply_receiver& then) {
  if (!counts) {
    log_security(security_event::reset_failed, attempt->user, attempt->address);
    then(failure_maker(bad_reset_code()));
    return;
  }
  behind.logins.was_right(attempt->attempt);
  behind.passwords.hash(attempt->fresh, {network_of(attempt->address), true},
                        unless_failed(then, [&behind, attempt, then](const std::string& hash) {
                          if (const auto fault = find_fault(behind, *attempt)) {
                            // The reason depends on the account's names, which only the owner of a
                            // code may learn.
                            then(failure_maker(*fault));
                          } else {
                            keep(behind, attempt, hash, then);
                          }
                        }));
}

/// Whether the code is valid now; the change of the password uses it up.
result<bool> look_at_code(account_store& accounts, reset& attempt) {
  const auto found = find_anybody(accounts, attempt.name);
  if (!found) {
    return found.failure();
  }
  if (const auto& own = *found) {
    attempt.user = own->user;
    attempt.names.insert(attempt.names.end(), {own->username, own->email});
  }
  const auto hash = hash_reset_code(attempt.user, attempt.code);
  attempt.code_hash = hash.value_or("");
  return has_reset_code(accounts, attempt.user, attempt.code_hash, attempt.now);
}

}  // namespace

rest_answer reset_password(const rest_backend& behind, const rest_request& request, const caller&) {
  const auto read = read_reset(behind, request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  const auto attempt = *read;
  if (const auto wait = behind.logins.take_address(request.address)) {
    return wait_reply(*wait, "too many tries in a minute", request.now);
  }
  attempt->names = {attempt->name};
  if (const auto fault = find_fault(behind, *attempt)) {
    return failure_reply(*fault, request.now);
  }
  attempt->attempt = {guess::reset_code, lower_ascii(attempt->name), request.address, true};
  if (const auto wait = behind.logins.begin(attempt->attempt)) {
    return wait_reply(*wait, "too many wrong codes; wait before the next try", request.now);
  }
  return pending_reply{[&behind, attempt](const reply_receiver& then) {
    ask_store<bool>(
        behind.store, store_use::reads, attempt->asker,
        [attempt](advice_store& store) { return look_at_code(store.accounts(), *attempt); },
        [&behind, attempt, then](const result<bool>& counts) {
          if (counts) {
            judge_code(behind, attempt, *counts, then);
          } else {
            behind.logins.was_not_judged(attempt->attempt);
            then(failure_maker(counts.failure()));
          }
        });
  }};
}

}  // namespace aurawell::net
