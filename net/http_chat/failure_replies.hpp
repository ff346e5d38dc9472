#pragma once

#include "net/http_chat/answer_writer.hpp"

namespace aurawell::net {

/// The error in the format of our own API, with `Retry-After` when there is a hint, and with
/// `safety` and `safety_help` where the question was screened.
http_reply answer_failure_reply(const answer_failure& why, wall_time now);

/// The same failure in OpenAI's format.
http_reply openai_failure_reply(const answer_failure& why);

/// Appends the body of `openai_failure_reply`.
void write_openai_failure(const answer_failure& why, std::string& out);

/// Appends `{"error":{"message","type","code","param"}}`.
void write_openai_error(unsigned status, std::string_view code, std::string_view message,
                        std::string& out);

}  // namespace aurawell::net
