#include "config/settings/option_rows.hpp"

namespace aurawell::config {
namespace {

using so = net::server_options;
using se = actors::session_options;
using ro = net::rest_options;

constexpr option all_session_rows[] = {
    {"session", "max_inflight", at<&se::max_inflight>, limits{1, 1'000},
     "Questions of one session that are answered at the same time."},
    {"session", "max_waiting", at<&se::max_waiting>, limits{0, 1'000},
     "Further questions that wait for one of those; the next is refused."},
    {"session", "resume_window", at<&se::resume_window>, limits{0, 24 * hour},
     "How long a session without a connection is kept, so that its client can resume it. 0: it "
     "cannot be resumed."},
    {"session", "on_expiry", at<&se::on_expiry>,
     "What happens when `resume_window` ends while an answer still streams. `continue`: the answer "
     "is finished and stored. `cancel`: it is stopped."},
    {"session", "max_sessions", at<&se::max_sessions>, limits{1, 10'000'000}, at_once,
     "Sessions at the same time, with and without a connection. Past it the one that waits longest "
     "for its client gives way."},
    {"session", "save_interval", at<&se::save_interval>, limits{100, 1 * minute},
     "An answer that streams is stored this often."},
    {"session", "elsewhere_timeout", at<&se::elsewhere_timeout>, limits{0, 2 * hour},
     "During an upgrade: how long a question that the former process still answers waits for its "
     "end, when it is sent again to this one."},
    {"session", "rollup_delay", at<&se::rollup_delay>, limits{0, 10 * second},
     "Answer text waits so long for more to share a frame with; 0: it leaves at once."},
    {"session", "max_message_chars", at<&se::max_message_chars>, limits{1, 262'144}, after_restart,
     "Characters (Unicode code points) of one question."},
    {"session", "heartbeat_interval", at<&so::heartbeat_interval>, limits{1 * second, 1 * hour},
     after_restart,
     "Silence after which a connection is pinged; clients are told, rounded up to seconds."},
    {"session", "heartbeat_timeout", at<&so::heartbeat_timeout>, limits{100, 10 * minute},
     after_restart, "Time to answer that ping; then the connection is closed."},
    {"session", "outbox_bytes", at<&so::outbox_bytes>, limits{4 * kib, 16 * mib}, unit::bytes,
     after_restart,
     "Bytes waiting for one client past which its session stops sending until there is room."},
    {"session", "outbox_frames", at<&so::outbox_frames>, limits{1, 100'000}, after_restart,
     "Messages waiting for one client past which its session stops sending."},
    {"session", "backlog_bytes", at<&se::backlog_bytes>, limits{4 * kib, 256 * mib}, unit::bytes,
     after_restart,
     "Bytes of the session's log that may wait for a slow client beyond that; past it the "
     "connection is closed with 4008 and the client resumes. Less than `log_bytes`."},
    {"session", "page_bytes", at<&se::page_bytes>, limits{1 * kib, 4 * mib}, unit::bytes,
     after_restart, "Most text that a session hands to its connection in one step."},
    {"session", "log_bytes", at<&se::log_bytes>, limits{64 * kib, 256 * mib}, unit::bytes,
     after_restart, "Text and events kept per session, for clients that are slow or come back."},
    {"session", "max_protocol_errors", at<&se::max_protocol_errors>, limits{0, 100'000},
     "Malformed messages before the connection is closed with 4010."},
    {"session", "max_unread", at<&se::max_unread>, limits{1, 100'000},
     "Messages of one connection that its session has not read yet; past it the connection is "
     "closed with 4029."},
    {"session", "store_timeout", at<&se::store_timeout>, limits{100, 5 * minute}, after_restart,
     "Wait for the database before a question fails."},
    {"limits", "connects_per_user", at<&so::connects_per_user>, limits{0, 1'000'000},
     "Chats that one user may open within a minute; past it 429. 0: any number."},
    {"limits", "connects_per_address", at<&so::connects_per_address>, limits{0, 1'000'000},
     "The same for one address."},
    {"limits", "messages_per_user", at<&se::messages_per_user>, limits{0, 1'000'000},
     "Questions of one user within a minute, over all connections; past it they are refused with a "
     "hint when to try again. 0: any number."},
    {"limits", "messages_per_address", at<&se::messages_per_address>, limits{0, 1'000'000},
     "The same for one address."},
    {"limits", "requests_per_user", at<&ro::requests_per_user>, limits{0, 1'000'000},
     "Requests of one user over plain HTTP within a minute; past it 429. 0: any number."},
    {"limits", "requests_per_address", at<&ro::requests_per_address>, limits{0, 1'000'000},
     "Requests from one address over plain HTTP within a minute, all users together; a further one "
     "gets 429. 0: any number."},
};

}  // namespace

std::span<const option> session_rows() noexcept {
  return all_session_rows;
}

}  // namespace aurawell::config
