#include "domain/server_event.hpp"

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

bool is_terminal(request_status status) noexcept {
  return status >= request_status::done;
}

}  // namespace aurawell
