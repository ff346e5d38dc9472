#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

namespace aurawell::net {

/// What the log says of a transfer that failed. `told` is curl's own sentence
/// (CURLOPT_ERRORBUFFER). It counts only where it names no more than host and cause; others repeat
/// the address of a proxy with its password.
std::string words_of(CURLcode outcome, std::string_view told);

}  // namespace aurawell::net
