// A new password for a user who has forgotten the old one.

#include <memory>
#include <utility>

#include "domain/sign_in/password_reset.hpp"
#include "domain/sign_in/problems.hpp"
#include "net/address/lower_ascii.hpp"
#include "net/auth/passwords/reset_code_text.hpp"
#include "net/rest/account/account_handlers.hpp"
#include "net/rest/account/password_rules.hpp"
#include "net/rest/account_audit.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/login_origin.hpp"
#include "net/rest/security_log.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

using receiver = std::function<void(reply_maker)>;

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
  const auto body = read_json_body(request.body);
  if (!body) {
    return body.failure();
  }
  json_fields fields{*body};
  auto read = std::make_shared<reset>();
  read->name = fields.required_text("user");
  read->code = fields.required_text("code");
  read->fresh = fields.required_text("new_password");
  if (!fields.problems().empty()) {
    return join_problems(fields.problems());
  }
  read->address = request.address;
  read->asker = asker_of(behind, request, {});
  read->lang = request.lang;
  read->now = request.now;
  return read;
}

/// Returns the revoked logins: all that began before, also during the hashing.
result<revoked_login> replace(const gatekeeper& gate, account_store& accounts, const reset& what,
                              const std::string& hash) {
  auto gone = gate.revocation_of_all(what.user, {}, time_of_writing(what.now));
  auto done = aurawell::reset_password(accounts, what.code_hash, hash, gone, what.now);
  done = done ? accounts.add_audit(own_entry(what.user, "reset_password", what.now)) : done;
  if (!done) {
    return done.failure();
  }
  return gone;
}

void keep(const rest_backend& behind, const reset_pointer& what, const std::string& hash,
          const receiver& then) {
  ask_store<revoked_login>(
      behind.store, store_use::writes, what->asker,
      [&gate = behind.gate, what, hash](advice_store& store) {
        return replace(gate, store.accounts(), *what, hash);
      },
      [&behind, what, then](const result<revoked_login>& gone) {
        if (!gone) {
          then(failure_maker(gone.failure()));
          return;
        }
        behind.gate.revoke(*gone);
        behind.hang_up(*gone);
        behind.logins.forgive(what->user.value, what->address);
        log_security(security_event::password_reset, what->user, what->address);
        then([lang = what->lang](wall_time) { return message_reply(reset_done.in(lang)); });
      });
}

std::optional<error> find_fault(const rest_backend& behind, const reset& what) {
  return find_password_fault(what.fresh, "new_password", what.names, behind.options.password_bits,
                             what.lang);
}

void judge_code(const rest_backend& behind, const reset_pointer& what, bool counts,
                const receiver& then) {
  if (!counts) {
    log_security(security_event::reset_failed, what->user, what->address);
    then(failure_maker(bad_reset_code()));
    return;
  }
  behind.logins.was_right(what->attempt);
  behind.passwords.hash(what->fresh, {network_of(what->address), true},
                        [&behind, what, then](const result<std::string>& hash) {
                          if (!hash) {
                            then(failure_maker(hash.failure()));
                          } else if (const auto fault = find_fault(behind, *what)) {
                            // The reason depends on the account's names, which only the owner of a
                            // code may learn.
                            then(failure_maker(*fault));
                          } else {
                            keep(behind, what, *hash, then);
                          }
                        });
}

/// Whether the code is valid now; the change of the password uses it up.
result<bool> look_at_code(account_store& accounts, reset& what) {
  const auto found = find_anybody(accounts, what.name);
  if (!found) {
    return found.failure();
  }
  if (const auto& own = *found) {
    what.user = own->user;
    what.names.insert(what.names.end(), {own->username, own->email});
  }
  const auto hash = hash_reset_code(what.user, what.code);
  what.code_hash = hash.value_or("");
  return has_reset_code(accounts, what.user, what.code_hash, what.now);
}

}  // namespace

rest_answer reset_password(const rest_backend& behind, const rest_request& request, const caller&) {
  const auto read = read_reset(behind, request);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  const auto what = *read;
  if (const auto wait = behind.logins.take_address(request.address)) {
    return wait_reply(*wait, "too many tries in a minute", request.now);
  }
  what->names = {what->name};
  if (const auto fault = find_fault(behind, *what)) {
    return failure_reply(*fault, request.now);
  }
  what->attempt = {guess::reset_code, lower_ascii(what->name), request.address, true};
  if (const auto wait = behind.logins.begin(what->attempt)) {
    return wait_reply(*wait, "too many wrong codes; wait before the next try", request.now);
  }
  return pending_reply{[&behind, what](const receiver& then) {
    ask_store<bool>(
        behind.store, store_use::reads, what->asker,
        [what](advice_store& store) { return look_at_code(store.accounts(), *what); },
        [&behind, what, then](const result<bool>& counts) {
          if (counts) {
            judge_code(behind, what, *counts, then);
          } else {
            behind.logins.was_not_judged(what->attempt);
            then(failure_maker(counts.failure()));
          }
        });
  }};
}

}  // namespace aurawell::net
