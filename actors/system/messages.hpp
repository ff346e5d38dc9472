#pragma once

#include <atomic>
#include <caf/allowed_unsafe_message_type.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "actors/system/store_work.hpp"
#include "domain/chat/client_command.hpp"
#include "domain/chat/completion.hpp"
#include "domain/chat/server_event.hpp"
#include "domain/durability/waiting_writes.hpp"
#include "domain/family/member_use.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/ports/client_channel.hpp"
#include "domain/ports/pulse.hpp"
#include "domain/ports/session_gateway.hpp"
#include "domain/prompt/conversation_background.hpp"

namespace aurawell::actors {

struct advice_job;
using advice_job_ptr = std::shared_ptr<const advice_job>;

struct answer_order;
/// Moved with its message: the receiver may move parts out of it.
using answer_order_ptr = std::shared_ptr<answer_order>;

struct pool_setup;
using pool_setup_ptr = std::shared_ptr<const pool_setup>;

using stored_exchange_ptr = std::shared_ptr<const stored_exchange>;

/// Whose question it is that a session wanted to store.
struct question_claim {
  /// The user's exchange under this request id; null: the question is new, and was saved.
  stored_exchange_ptr known;
  /// For the writes of its answer, unless `known` says that it is answered elsewhere or has ended.
  run_term term = no_term;
};

/// One connection, as its session sees it.
struct client_link {
  explicit client_link(std::shared_ptr<client_channel> to) : channel{std::move(to)} {}

  const std::shared_ptr<client_channel> channel;
  /// Messages of the connection that the session has not handled yet.
  std::atomic<std::uint32_t> unread{0};
  /// False: the client has received all that its session has for it, and no request runs. Written
  /// by the session only.
  std::atomic<bool> is_busy{true};
  /// Its session's requests that have not finished. Written by the session only.
  std::atomic<std::uint32_t> unfinished{0};
  /// Invalid frames of the connection. Used by its session only.
  std::uint32_t malformed = 0;
  /// The session has greeted the connection. Used by its session, and by the last owner of the
  /// link.
  bool is_attached = false;
};
using client_link_ptr = std::shared_ptr<client_link>;

/// A question about a session. Answered when its last owner is gone, if not before: a session that
/// closes drops the messages that it has not read.
class session_inquiry {
 public:
  explicit session_inquiry(session_facts_receiver then) : then_{std::move(then)} {}
  session_inquiry(const session_inquiry&) = delete;
  session_inquiry& operator=(const session_inquiry&) = delete;
  ~session_inquiry() { answer({}); }

  void answer(std::optional<session_facts> facts) const {
    if (const auto then = std::exchange(then_, nullptr)) {
      then(std::move(facts));
    }
  }

 private:
  mutable session_facts_receiver then_;
};
using session_inquiry_ptr = std::shared_ptr<const session_inquiry>;

/// Identifies a request inside its session; never reused there.
using ticket = std::uint64_t;

/// Identifies one question at one worker of a pool; never reused.
struct worker_seat {
  std::uint32_t slot = 0;
  std::uint64_t turn = 0;
};

/// How a stream ended. `summary.text` is null, because the session has the text.
struct stream_outcome {
  request_status status = request_status::done;
  answer_summary summary;
  /// Set when `status` is `error` or `incomplete`.
  std::optional<aurawell::error> failure;
  std::optional<std::chrono::milliseconds> retry_after;
  /// Total bytes of text sent before this message.
  std::uint64_t text_bytes = 0;
};

}  // namespace aurawell::actors

// These messages stay inside one process, so they need no serialisation.
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::client_command)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::error)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::user_id)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::request_status)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::completion_batch)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::transfer_result)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::answer_safety)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::answer_seam)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(std::chrono::steady_clock::time_point)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::connect_request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::request_id)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::request_name)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::status_update)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::pulse_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::progress_record)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::session_query)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(std::vector<aurawell::stored_exchange>)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::member_wish)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::member_access)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::store_work_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::stored_exchange_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::question_claim)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::client_link_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::session_inquiry_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::question_record)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::answer_record)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::background_query)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::conversation_background)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::stream_outcome)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::advice_job_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::answer_order_ptr)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::worker_seat)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(aurawell::actors::pool_setup_ptr)
