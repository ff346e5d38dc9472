#pragma once

#include <functional>
#include <variant>

#include "net/http/http_replies.hpp"

namespace aurawell::net {

/// Makes the reply on the thread that sends it, because that may take long.
using reply_maker = std::function<http_reply(wall_time now)>;

/// An asynchronous reply: called once, with a function `then` for the result. `then` is called
/// exactly once, on any thread, possibly before the call returns. A copy of `then`, also after its
/// call, keeps the resources behind it alive: callbacks that use them must hold one.
using reply_receiver = std::function<void(reply_maker)>;
using pending_reply = std::function<void(reply_receiver then)>;

/// What a site answers: at once or later.
using site_answer = std::variant<http_reply, pending_reply>;

}  // namespace aurawell::net
