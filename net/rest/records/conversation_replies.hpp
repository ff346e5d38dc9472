#pragma once

#include "domain/ports/advice_store.hpp"
#include "net/http/http_replies.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::net {

/// `{"success":true,"conversations":[…],"next":…}`
http_reply conversations_reply(const conversation_list& list, wall_time now);

/// `{"success":true,"messages":[…],"next":…}`: for each exchange the question, then the present
/// text of its answer.
http_reply messages_reply(const exchange_list& list, wall_time now);

/// `{"success":true}`
http_reply done_reply();

/// An element of "conversations", left open so that fields can be added.
void begin_conversation(json_writer& json, const conversation_summary& one);

/// Two elements of "messages".
void write_exchange(json_writer& json, const stored_exchange& exchange);

}  // namespace aurawell::net
