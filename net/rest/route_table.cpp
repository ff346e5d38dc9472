#include "net/rest/conversation_handlers.hpp"
#include "net/rest/router.hpp"
#include "net/rest/service_handlers.hpp"

namespace aurawell::net {
namespace {

using enum route_access;

constexpr route table[] = {
    {"GET", "/api/v1/health", everybody, tell_health},
    {"GET", "/ws/health", everybody, tell_census},
    {"GET", "/ws/stats", operators, tell_stats},
    {"POST", "/api/v1/chat/conversation", callers, make_conversation},
    {"GET", "/api/v1/chat/conversations", callers, list_conversations},
    {"GET", "/api/v1/chat/conversations/{id}/messages", callers, read_conversation},
    {"DELETE", "/api/v1/chat/conversations/{id}", callers, remove_conversation},
};

}  // namespace

std::span<const route> all_routes() noexcept {
  return table;
}

}  // namespace aurawell::net
