#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurawell::net {

/// Base64 for URLs and tokens (RFC 4648, section 5), without padding.
std::string base64url_encode(std::string_view bytes);

/// Returns nothing unless `text` is exactly what `base64url_encode` writes, so no two texts decode
/// to the same bytes.
std::optional<std::string> base64url_decode(std::string_view text);

}  // namespace aurawell::net
