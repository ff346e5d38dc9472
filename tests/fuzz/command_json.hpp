#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::fuzz {

/// Writes a context as a client could: one object for each fact, in an array without a name,
/// since joined names may come more than once.
void write_context(net::json_writer& json, const std::vector<context_fact>& facts);

/// Whether the failure may be told to a client: a short sentence that repeats nothing of
/// what it sent.
void must_be_tellable(const error& failure);

/// What every question fulfils that was read: a text, and names of the right form.
void must_be_question(const chat_command& question);

/// Whether two readings of one question are the same.
bool is_same(const chat_command& one, const chat_command& other);

}  // namespace aurawell::fuzz
