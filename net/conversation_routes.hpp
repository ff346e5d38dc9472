#pragma once

#include <functional>
#include <optional>
#include <variant>

#include "domain/ports/conversation_archive.hpp"
#include "net/http_query.hpp"
#include "net/http_replies.hpp"

namespace aurawell::net {

/// What an HTTP request wants of the archive: a list, a page of a conversation, or the
/// removal of one.
using conversation_request =
    std::variant<conversation_list_query, exchange_list_query, conversation_key>;

/// Reads a request below "/api/v1/chat/conversations". Nothing for any other path; a
/// reply when the request is refused.
std::optional<std::variant<http_reply, conversation_request>> read_conversation_request(
    const http_query& query, wall_time now);

/// Writes the reply; left to the thread that sends it, because it may be long.
using reply_maker = std::function<http_reply(wall_time now)>;

/// `then` is called exactly once, on any thread, possibly before the call returns.
void ask_archive(conversation_archive& archive, conversation_request wanted,
                 std::function<void(reply_maker)> then);

}  // namespace aurawell::net
