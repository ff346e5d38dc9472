#include "net/auth/identify.hpp"

#include <atomic>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

/// Short enough for the reason of a close frame.
constexpr auto unproven_text = "a gateway is in front: set auth.user_header or auth.mode = \"jwt\"";

void warn_once() {
  static std::atomic<bool> warned{false};
  if (!warned.exchange(true)) {
    logging::warn("http.gateway_refused",
                  {{"detail",
                    "requests came through a gateway, auth.mode is open and nothing says that the "
                    "gateway authenticates"},
                   {"hint",
                    "set auth.user_header to the header in which the gateway names the user, or "
                    "auth.mode to jwt"}});
  }
}

/// For users whom the gateway has authenticated.
result<caller> admit_vouched(const gatekeeper& gate, std::string_view token, const user_id& user,
                             const user_id& named, wall_time now) {
  if (!named.empty() && named != user) {
    return error{ec::forbidden, "user_id is not the user whom the gateway names"};
  }
  if (!token.empty()) {
    return gate.authenticate(token, user, now);
  }
  caller requester{user};
  requester.is_operator = gate.is_operator(user);
  return requester;
}

}  // namespace

result<caller> identify(const gatekeeper& gate, std::string_view token, const gateway_word& gateway,
                        const user_id& named, wall_time now) {
  switch (gateway.says) {
    case gateway_word::kind::none: break;
    case gateway_word::kind::vouches: return admit_vouched(gate, token, gateway.user, named, now);
    case gateway_word::kind::refused: return gateway.why;
    case gateway_word::kind::unproven:
      if (token.empty() && gate.is_open()) {
        warn_once();
        return error{ec::authentication_required, unproven_text};
      }
  }
  return gate.authenticate(token, named, now);
}

}  // namespace aurawell::net
