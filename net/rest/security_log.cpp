#include "net/rest/security_log.hpp"

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

struct wording {
  logging::level level;
  logging::event_name event;
};

wording wording_of(security_event event) noexcept {
  using enum logging::level;
  switch (event) {
    case security_event::sign_in_failed: break;
    case security_event::password_check_failed: return {warn, "security.password_check_failed"};
    case security_event::password_changed: return {info, "security.password_changed"};
    case security_event::reset_code_made: return {info, "security.reset_code_made"};
    case security_event::reset_failed: return {warn, "security.reset_failed"};
    case security_event::password_reset: return {info, "security.password_reset"};
    case security_event::login_ended: return {info, "security.login_ended"};
    case security_event::every_login_ended: return {info, "security.every_login_ended"};
  }
  return {warn, "security.sign_in_failed"};
}

}  // namespace

void log_security(security_event event, const user_id& account, std::string_view address) {
  const auto [level, name] = wording_of(event);
  logging::log(level, name, {{"user", account}, {"address", address}});
}

}  // namespace aurawell::net
