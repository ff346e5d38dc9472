// Codes for users who have forgotten the password.

#include <functional>
#include <utility>

#include "domain/sign_in/password_reset.hpp"
#include "net/auth/passwords/reset_code_text.hpp"
#include "net/rest/account/account_handlers.hpp"
#include "net/rest/data_reply.hpp"
#include "net/rest/json_fields.hpp"
#include "net/rest/security_log.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

using found_account = std::optional<account>;

constexpr bilingual code_sent{"如果有这个账号，验证码已经发出",
                              "If there is such an account, a code is on its way to its holder"};

/// A code that was not sent must not prevent another one.
std::function<void()> removal_of(const rest_backend& behind, const reset_code& lost,
                                 const reply_receiver& then) {
  return [&behind, lost, then] {
    const auto remove = [lost](advice_store& store) {
      return store.accounts().remove_reset_code(lost);
    };
    behind.store.write({lost.user.value}, remove, [then](const result<void>&) {});
  };
}

/// Makes a code of the account and passes it to the sender.
///
/// @param then Was called before, and holds the resources behind it.
void make_and_send(const rest_backend& behind, const account& own, code_message message,
                   const std::string& address, const reply_receiver& then) {
  message.user = own.user;
  message.username = own.username;
  message.email = own.email;
  auto hash = hash_reset_code(own.user, message.code);
  const reset_code fresh{own.user, hash.value_or(""), message.expires_at};
  const auto now = message.expires_at - behind.options.reset_code_lifetime;
  const auto offer = [&behind, fresh, now](advice_store& store) -> result<bool> {
    auto offered = offer_reset_code(store.accounts(), fresh, behind.options.max_reset_codes, now);
    // Only sent codes count; a failure undoes the write.
    const bool is_too_many = offered && *offered && behind.logins.take_code(fresh.user);
    return is_too_many ? error{ec::rate_limited, "too many codes in a day"} : offered;
  };
  ask_store<bool>(
      behind.store, store_use::writes, {"/" + address}, offer,
      [&behind, message = std::move(message), fresh, address, then](const result<bool>& offered) {
        if (offered && *offered) {
          log_security(security_event::reset_code_made, message.user, address);
          behind.codes->send(message, removal_of(behind, fresh, then));
        }
      });
}

}  // namespace

rest_answer send_reset_code(const rest_backend& behind, const rest_request& request,
                            const caller&) {
  const auto name =
      read_body(request.body, [](json_fields& fields) { return fields.required_text("user"); });
  if (!name) {
    return failure_reply(name.failure(), request.now);
  }
  if (const auto wait = behind.logins.take_address(request.address)) {
    return wait_reply(*wait, "too many tries in a minute", request.now);
  }
  if (behind.codes == nullptr) {
    return failure_reply(
        {ec::invalid_input, "this service sends no codes; whoever runs it can give you one"},
        request.now);
  }
  const code_message message{
      {},          {}, {}, draw_reset_code(), request.now + behind.options.reset_code_lifetime,
      request.lang};
  return pending_reply{
      [&behind, name = *name, message, address = request.address](const reply_receiver& then) {
        // Must be first: the time of the rest would show whether the account exists.
        then([lang = message.lang](wall_time) { return message_reply(code_sent.in(lang)); });
        ask_store<found_account>(
            behind.store, store_use::reads, {"/" + address},
            [name](advice_store& store) { return store.accounts().find_login(name); },
            [&behind, message, address, then](const result<found_account>& found) {
              if (found && *found) {
                make_and_send(behind, **found, message, address, then);
              }
            });
      }};
}

}  // namespace aurawell::net
