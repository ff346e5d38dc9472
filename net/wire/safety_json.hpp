#pragma once

#include <optional>

#include "domain/safety/answer_safety.hpp"

namespace aurawell::net {

class json_writer;

/// Fields of the object that is open: `safety`, `safety_now` where it is known, and from `urgent`
/// on `safety_help`, whom to call. None where nobody screened the question.
void write_safety(json_writer& json, const std::optional<answer_safety>& found);

/// The same for a map of texts, as OpenAI's `metadata` is one: `safety_help` is JSON in a text.
void write_safety_texts(json_writer& json, const std::optional<answer_safety>& found);

}  // namespace aurawell::net
