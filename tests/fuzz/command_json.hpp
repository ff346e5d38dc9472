#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::fuzz {

/// Writes a context as a client could: one object for each fact, in an array without a name,
/// because joined names may occur several times.
void write_context(net::json_writer& json, const std::vector<context_fact>& facts);

/// Whether the failure may be sent to a client: a short sentence without the client's input.
void must_be_tellable(const error& failure);

/// Checks an accepted question: it has a text, and names of the correct form.
void must_be_question(const chat_command& question);

/// Whether two results of reading one question are equal.
bool is_same(const chat_command& one, const chat_command& other);

}  // namespace aurawell::fuzz
