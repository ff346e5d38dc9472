#include "net/http_chat/chat_handlers.hpp"
#include "net/rest/account/account_handlers.hpp"
#include "net/rest/family/family_handlers.hpp"
#include "net/rest/records/conversation_handlers.hpp"
#include "net/rest/records/profile_handlers.hpp"
#include "net/rest/router.hpp"
#include "net/rest/service_handlers.hpp"

namespace aurawell::net {
namespace {

using enum reply_coding;
using enum request_count;
using enum route_access;

constexpr route table[] = {
    {"GET", "/api/v1/health", everybody, tell_health},
    {"GET", "/ws/health", everybody, tell_census},
    {"GET", "/ws/stats", operators, tell_stats},
    {"POST", "/api/v1/auth/register", everybody, register_account},
    {"POST", "/api/v1/auth/login", everybody, log_in},
    {"POST", "/api/v1/auth/refresh", callers, refresh_token, of_login},
    {"POST", "/api/v1/auth/logout", callers, log_out, of_login},
    {"POST", "/api/v1/auth/logout-all", callers, log_out_everywhere, of_login},
    {"POST", "/api/v1/auth/forgot-password", everybody, send_reset_code},
    {"POST", "/api/v1/auth/reset-password", everybody, reset_password},
    {"POST", "/api/v1/chat/message", everybody, answer_chat_message},
    {"POST", "/api/v1/chat/stream", everybody, answer_chat_stream},
    {"POST", "/api/v1/chat/conversation", callers, make_conversation},
    {"GET", "/api/v1/chat/conversations", callers, list_conversations, of_user, compressed},
    {"GET", "/api/v1/chat/conversations/{id}/messages", callers, read_conversation, of_user,
     compressed},
    {"DELETE", "/api/v1/chat/conversations/{id}", callers, remove_conversation},
    {"GET", "/api/v1/user/profile", callers, show_profile},
    {"PUT", "/api/v1/user/profile", callers, replace_profile},
    {"GET", "/api/v1/user/samples", callers, list_samples, of_user, compressed},
    {"POST", "/api/v1/user/samples", callers, add_samples},
    {"DELETE", "/api/v1/user/samples", callers, remove_samples},
    {"PUT", "/api/v1/user/password", callers, change_password, of_login},
    {"GET", "/api/v1/user/logins", callers, list_logins, of_login},
    {"DELETE", "/api/v1/user/logins/{login_id}", callers, end_login, of_login},
    {"GET", "/api/v1/user/audit", callers, list_audit},
    {"GET", "/api/v1/user/export", callers, export_account, of_user, compressed},
    {"DELETE", "/api/v1/user", callers, erase_account, of_login},
    {"GET", "/api/v1/family/members", callers, list_family},
    {"POST", "/api/v1/family/members", callers, add_to_family},
    {"PUT", "/api/v1/family/members/{member_id}", callers, change_member},
    {"DELETE", "/api/v1/family/members/{member_id}", callers, remove_member},
    {"GET", "/api/v1/family/members/{member_id}/profile", callers, show_profile},
    {"PUT", "/api/v1/family/members/{member_id}/profile", callers, replace_profile},
    {"GET", "/api/v1/family/members/{member_id}/invitations", callers, list_sent_invitations},
    {"POST", "/api/v1/family/members/{member_id}/invitations", callers, invite_to_member},
    {"GET", "/api/v1/family/members/{member_id}/access", callers, list_grants},
    {"DELETE", "/api/v1/family/members/{member_id}/access/{user_id}", callers, end_access},
    {"GET", "/api/v1/family/invitations", callers, list_invitations},
    {"POST", "/api/v1/family/invitations/{invitation_id}/accept", callers, accept_invitation},
    {"DELETE", "/api/v1/family/invitations/{invitation_id}", callers, drop_invitation},
    {"POST", "/v1/chat/completions", everybody, answer_chat_completion},
    {"GET", "/v1/models", everybody, list_models},
};

}  // namespace

std::span<const route> all_routes() noexcept {
  return table;
}

}  // namespace aurawell::net
