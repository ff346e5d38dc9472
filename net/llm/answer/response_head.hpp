#pragma once

#include <curl/curl.h>

#include <chrono>
#include <optional>
#include <string_view>

namespace aurawell::net {

// What the head of a model server's response says. `handle` has read that head.

/// How long to wait before the next request, a day at most.
std::optional<std::chrono::milliseconds> retry_after_of(CURL* handle);

/// curl also decodes what it was not told to ask for, some of it with any amount of memory.
bool names_strange_encoding(std::string_view header_line);

/// Where it leads is the server's own text, which may repeat what the person asked.
bool is_redirect(CURL* handle);

/// False when curl knows no way to the address. What is no HTTP has the same code.
bool was_connected(CURL* handle);

}  // namespace aurawell::net
