#pragma once

#include <curl/curl.h>

#include <chrono>
#include <optional>
#include <string_view>

namespace aurawell::net {

// Facts from the head of a model server's response. `handle` must have received the head.

/// How long to wait before the next request; at most one day.
std::optional<std::chrono::milliseconds> retry_after_of(CURL* handle);

/// Whether the header names an encoding that was not asked for: curl would decode it, some with
/// unlimited memory.
bool names_strange_encoding(std::string_view header_line);

/// Do not log the target: it is the server's own text and may repeat the question.
bool is_redirect(CURL* handle);

/// False when curl found no route to the address. An answer that is no HTTP has the same curl code.
bool was_connected(CURL* handle);

}  // namespace aurawell::net
