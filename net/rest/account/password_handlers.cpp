#include "net/rest/account/account_handlers.hpp"

#include <memory>
#include <utility>

#include "domain/sign_in/logins.hpp"
#include "domain/sign_in/problems.hpp"
#include "net/rest/account/own_password.hpp"
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
using own_account = std::optional<account>;

constexpr bilingual changed{"密码已修改，其他登录均已结束",
                            "The password is changed; every other login has ended"};

/// The wanted change and its user.
struct wish {
  caller who;
  store_asker asker;
  std::string current;
  std::string fresh;
  std::string address;
  language lang = language::zh;
  wall_time now;
};
using wish_pointer = std::shared_ptr<const wish>;

result<wish_pointer> read_wish(const rest_backend& behind, const rest_request& request,
                               const caller& who) {
  const auto body = read_json_body(request.body);
  if (!body) {
    return body.failure();
  }
  json_fields fields{*body};
  auto read = std::make_shared<wish>();
  read->current = fields.required_text("current_password");
  read->fresh = fields.required_text("new_password");
  if (!fields.problems().empty()) {
    return join_problems(fields.problems());
  }
  read->who = who;
  read->asker = asker_of(behind, request, who);
  read->address = request.address;
  read->lang = request.lang;
  read->now = request.now;
  return wish_pointer{std::move(read)};
}

/// Returns the revoked logins: all that began before, also during the hashing.
result<revoked_login> replace(const gatekeeper& gate, account_store& accounts, const wish& what,
                              const account& own, const std::string& hash) {
  auto gone = gate.revocation_of_all(own.user, what.who.login, time_of_writing(what.now));
  auto done = expect_password(accounts, own.user, own.password_hash);
  done = done ? replace_password(accounts, hash, gone) : done;
  done = done ? accounts.add_audit(own_entry(own.user, "change_password", what.now)) : done;
  if (!done) {
    return done.failure();
  }
  return gone;
}

void keep(const rest_backend& behind, const wish_pointer& what, const account& own,
          const std::string& hash, const receiver& then) {
  ask_store<revoked_login>(
      behind.store, store_use::writes, what->asker,
      [&gate = behind.gate, what, own, hash](advice_store& store) {
        return replace(gate, store.accounts(), *what, own, hash);
      },
      [&behind, what, then](const result<revoked_login>& gone) {
        if (!gone) {
          then(failure_maker(gone.failure()));
          return;
        }
        behind.gate.revoke(*gone);
        behind.hang_up(*gone);
        log_security(security_event::password_changed, gone->user, what->address);
        then([lang = what->lang](wall_time) { return message_reply(changed.in(lang)); });
      });
}

void hash_and_keep(const rest_backend& behind, const wish_pointer& what, const account& own,
                   const receiver& then) {
  behind.passwords.hash(what->fresh, {network_of(what->address), true},
                        [&behind, what, own, then](const result<std::string>& hash) {
                          if (hash) {
                            keep(behind, what, own, *hash, then);
                          } else {
                            then(failure_maker(hash.failure()));
                          }
                        });
}

std::optional<error> find_fault(const rest_backend& behind, const wish& what, const account& own) {
  if (what.fresh == what.current) {
    return error{ec::invalid_input, "new_password must be another than current_password"};
  }
  return find_password_fault(what.fresh, "new_password", {own.username, own.email},
                             behind.options.password_bits, what.lang);
}

void check_and_change(const rest_backend& behind, const wish_pointer& what, const own_account& own,
                      const receiver& then) {
  if (!own) {
    then(failure_maker({ec::user_not_found, "you have no password at this service"}));
    return;
  }
  // The new password is checked on the hasher's thread, because that takes longer than the store's
  // thread allows.
  check_own_password(behind, {*own, what->current, what->address, what->who.login},
                     [&behind, what, own = *own, then](const std::optional<reply_maker>& refusal) {
                       if (refusal) {
                         then(*refusal);
                       } else if (auto fault = find_fault(behind, *what, own)) {
                         then(failure_maker(*std::move(fault)));
                       } else {
                         hash_and_keep(behind, what, own, then);
                       }
                     });
}

}  // namespace

rest_answer change_password(const rest_backend& behind, const rest_request& request,
                            const caller& who) {
  const auto read = read_wish(behind, request, who);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  return pending_reply{[&behind, what = *read](const receiver& then) {
    ask_store<own_account>(
        behind.store, store_use::reads, what->asker,
        [user = what->who.user](advice_store& store) {
          return store.accounts().find_account(user);
        },
        [&behind, what, then](const result<own_account>& own) {
          if (own) {
            check_and_change(behind, what, *own, then);
          } else {
            then(failure_maker(own.failure()));
          }
        });
  }};
}

}  // namespace aurawell::net
