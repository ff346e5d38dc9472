#include "net/rest/security_log.hpp"

#include <spdlog/spdlog.h>

namespace aurawell::net {
namespace {

struct wording {
  spdlog::level::level_enum level;
  std::string_view text;
};

wording wording_of(security_event what) noexcept {
  using enum spdlog::level::level_enum;
  switch (what) {
    case security_event::sign_in_failed: return {warn, "sign-in failed"};
    case security_event::password_check_failed: return {warn, "password check failed"};
    case security_event::password_changed: return {info, "password changed"};
    case security_event::reset_code_made: return {info, "reset code made"};
    case security_event::reset_failed: return {warn, "password reset failed"};
    case security_event::password_reset: return {info, "password reset"};
    case security_event::login_ended: return {info, "login ended by its owner"};
    case security_event::every_login_ended: return {info, "every login ended by their owner"};
  }
  return {warn, "unknown"};
}

}  // namespace

void log_security(security_event what, const user_id& account, std::string_view address) {
  const auto [level, text] = wording_of(what);
  spdlog::log(level, "security: {}, account {}, address {}", text,
              account.empty() ? "unknown" : account.value, address.empty() ? "unknown" : address);
}

}  // namespace aurawell::net
