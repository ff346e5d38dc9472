#include "net/rest/account/account_handlers.hpp"

#include <memory>
#include <utility>

#include "domain/sign_in/logins.hpp"
#include "net/rest/account/password_checks.hpp"
#include "net/rest/account/revocation.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/login_origin.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

using own_account = std::optional<account>;

constexpr bilingual changed{"密码已修改，其他登录均已结束",
                            "The password is changed; every other login has ended"};

/// The wanted change and its user.
struct wish {
  caller requester;
  store_asker asker;
  std::string current;
  std::string fresh;
  std::string address;
  language lang = language::zh;
  wall_time now;
};
using wish_pointer = std::shared_ptr<const wish>;

result<wish_pointer> read_wish(const rest_backend& behind, const rest_request& request,
                               const caller& requester) {
  return read_body(request.body, [&](json_fields& fields) -> wish_pointer {
    return std::make_shared<wish>(wish{
        requester, asker_of(behind, request, requester), fields.required_text("current_password"),
        fields.required_text("new_password"), request.address, request.lang, request.now});
  });
}

void keep(const rest_backend& behind, const wish_pointer& change, const account& own,
          const std::string& hash, const reply_receiver& then) {
  const auto replace = [own, hash](account_store& accounts, const revoked_login& gone) {
    auto same = expect_password(accounts, own.user, own.password_hash);
    return same ? replace_password(accounts, hash, gone) : same;
  };
  revoke_all(behind,
             {own.user, change->requester.login, change->asker, change->address, change->now,
              "change_password", security_event::password_changed},
             replace, then, [lang = change->lang, then] {
               then([lang](wall_time) { return message_reply(changed.in(lang)); });
             });
}

void hash_and_keep(const rest_backend& behind, const wish_pointer& change, const account& own,
                   const reply_receiver& then) {
  behind.passwords.hash(change->fresh, {network_of(change->address), true},
                        unless_failed(then, [&behind, change, own, then](const std::string& hash) {
                          keep(behind, change, own, hash, then);
                        }));
}

std::optional<error> find_fault(const rest_backend& behind, const wish& change,
                                const account& own) {
  if (change.fresh == change.current) {
    return error{ec::invalid_input, "new_password must be another than current_password"};
  }
  return find_password_fault(change.fresh, "new_password", {own.username, own.email},
                             behind.options.password_bits, change.lang);
}

void check_and_change(const rest_backend& behind, const wish_pointer& change,
                      const own_account& own, const reply_receiver& then) {
  if (!own) {
    then(failure_maker({ec::user_not_found, "you have no password at this service"}));
    return;
  }
  // The new password is checked on the hasher's thread, because that takes longer than the store's
  // thread allows.
  check_own_password(
      behind, {*own, change->current, change->address, change->requester.login},
      [&behind, change, own = *own, then](const std::optional<reply_maker>& refusal) {
        if (refusal) {
          then(*refusal);
        } else if (auto fault = find_fault(behind, *change, own)) {
          then(failure_maker(*std::move(fault)));
        } else {
          hash_and_keep(behind, change, own, then);
        }
      });
}

}  // namespace

rest_answer change_password(const rest_backend& behind, const rest_request& request,
                            const caller& requester) {
  const auto read = read_wish(behind, request, requester);
  if (!read) {
    return failure_reply(read.failure(), request.now);
  }
  return pending_reply{[&behind, change = *read](const reply_receiver& then) {
    ask_store<own_account>(
        behind.store, store_use::reads, change->asker,
        [user = change->requester.user](advice_store& store) {
          return store.accounts().find_account(user);
        },
        unless_failed(then, [&behind, change, then](const own_account& own) {
          check_and_change(behind, change, own, then);
        }));
  }};
}

}  // namespace aurawell::net
