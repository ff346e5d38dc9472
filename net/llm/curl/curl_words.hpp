#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

namespace aurawell::net {

/// The log text for a failed transfer. `told` is curl's own message (CURLOPT_ERRORBUFFER). It is
/// used only where it contains no more than host and cause; other messages repeat a proxy's address
/// with its password.
std::string words_of(CURLcode outcome, std::string_view told);

}  // namespace aurawell::net
