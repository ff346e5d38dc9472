#pragma once

#include <optional>

#include "domain/safety/answer_safety.hpp"

namespace aurawell::net {

class json_writer;

/// Writes fields of the object that is open: `safety`, `safety_now` where it is known, and from
/// `urgent` on `safety_help`, whom to call. Writes nothing when the question was not screened.
void write_safety(json_writer& json, const std::optional<answer_safety>& found);

/// The same fields for a map of texts, such as OpenAI's `metadata`: `safety_help` is JSON inside a
/// text.
void write_safety_texts(json_writer& json, const std::optional<answer_safety>& found);

}  // namespace aurawell::net
