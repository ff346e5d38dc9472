#include "net/rest/account/own_password.hpp"

#include <utility>

#include "net/rest/login_origin.hpp"
#include "net/rest/security_log.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {

void check_own_password(const rest_backend& behind, const own_password& shown,
                        std::function<void(std::optional<reply_maker>)> then) {
  guess_attempt attempt{guess::own_password, shown.of.user.value, shown.address};
  attempt.login = shown.login;
  if (const auto wait = behind.logins.begin(attempt)) {
    then([wait = *wait](wall_time now) {
      return wait_reply(wait, "too many wrong passwords; wait before the next try", now);
    });
    return;
  }
  const bool is_known = !shown.login.empty();
  behind.passwords.verify(
      shown.password, shown.of.password_hash, {network_of(shown.address), is_known},
      [&behind, attempt, user = shown.of.user,
       then = std::move(then)](const result<password_hasher::verdict>& seen) {
        if (!seen) {
          behind.logins.was_not_judged(attempt);
          then(failure_maker(seen.failure()));
        } else if (!seen->right) {
          log_security(security_event::password_check_failed, user, attempt.address);
          then(failure_maker({ec::bad_credentials, "the password is wrong"}));
        } else {
          behind.logins.was_right(attempt);
          then(std::nullopt);
        }
      });
}

}  // namespace aurawell::net
