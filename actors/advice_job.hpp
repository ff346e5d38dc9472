#pragma once

#include "actors/interfaces.hpp"

namespace aurawell::actors {

/// A question on its way from a session through the pool to a stream.
struct advice_job {
  session_actor session;
  ticket number = 0;
  conversation_key key;
  request_id request;
  advice_question question;
};

}  // namespace aurawell::actors
