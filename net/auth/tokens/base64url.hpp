#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Base64 for addresses and tokens (RFC 4648, section 5), without padding.
std::string base64url_encode(std::string_view bytes);

/// Nothing unless `text` is exactly what `base64url_encode` writes, so that no two texts
/// mean the same bytes.
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace aurawell::net
