#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/loadtest/load_options.hpp"

namespace aurawell::loadtest {

/// The frame that asks. With `verification::mock` the message ends in the seed; with
/// `own_conversations` the request's id names the conversation, too.
std::string question_text(const load_options& options, std::string_view request_id,
                          std::uint64_t seed);

}  // namespace aurawell::loadtest
