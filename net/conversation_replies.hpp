#pragma once

#include "domain/ports/advice_store.hpp"
#include "domain/result.hpp"
#include "net/http_replies.hpp"

namespace aurawell::net {

/// `{"success":true,"conversations":[…],"next":…}`
http_reply conversation_reply(const result<conversation_list>& found, wall_time now);

/// `{"success":true,"messages":[…],"next":…}`: of each exchange the question, then what
/// there is of its answer.
http_reply conversation_reply(const result<exchange_list>& found, wall_time now);

/// `{"success":true}`
http_reply conversation_reply(const result<void>& removed, wall_time now);

}  // namespace aurawell::net
