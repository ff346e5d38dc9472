#include "domain/chat/server_event.hpp"

#include <algorithm>
#include <array>

namespace aurawell {

std::string_view to_string(request_status status) noexcept {
  switch (status) {
    case request_status::sending: return "sending";
    case request_status::queued: return "queued";
    case request_status::streaming: return "streaming";
    case request_status::done: return "done";
    case request_status::cancelled: return "cancelled";
    case request_status::incomplete: return "incomplete";
    case request_status::error: return "error";
  }
  return "error";
}

std::optional<request_status> request_status_from_string(std::string_view text) noexcept {
  static constexpr std::array all{
      request_status::sending, request_status::queued,    request_status::streaming,
      request_status::done,    request_status::cancelled, request_status::incomplete,
      request_status::error,
  };
  const auto* const found = std::find_if(
      all.begin(), all.end(), [&](request_status status) { return to_string(status) == text; });
  return found == all.end() ? std::nullopt : std::optional{*found};
}

std::string_view to_string(seam_reason reason) noexcept {
  switch (reason) {
    case seam_reason::broken: return "broken";
    case seam_reason::stalled: return "stalled";
    case seam_reason::slow: return "slow";
  }
  return "broken";
}

std::optional<answer_safety> safety_of(const status_data& data) noexcept {
  if (const auto* found = std::get_if<answer_safety>(&data)) {
    return *found;
  }
  if (const auto* answer = std::get_if<answer_summary>(&data)) {
    return answer->safety;
  }
  const auto* failure = std::get_if<request_failure>(&data);
  return failure != nullptr ? failure->safety : std::nullopt;
}

bool is_terminal(request_status status) noexcept {
  return status >= request_status::done;
}

}  // namespace aurawell
