#include "net/rest/account/password_checks.hpp"

#include <utility>

#include "domain/sign_in/registration.hpp"
#include "net/auth/passwords/password_strength.hpp"
#include "net/rest/login_origin.hpp"
#include "net/rest/security_log.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual guessable{
    "：这个密码太容易被猜到，请换一个，例如几个互不相关的词",
    ": this password is easy to guess; choose another, such as some words that do not belong "
    "together"};

}  // namespace

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

std::optional<error> find_password_fault(std::string_view password, std::string_view field,
                                         const std::vector<std::string>& personal,
                                         double least_bits, language lang) {
  if (auto fault = check_password(password, field)) {
    return fault;
  }
  if (password_bits(password, personal) >= least_bits) {
    return std::nullopt;
  }
  return error{ec::out_of_range, std::string{field}.append(guessable.in(lang))};
}

}  // namespace aurawell::net
