#pragma once

#include <string>
#include <string_view>

namespace aurawell::net {

/// Tokens hold a P-256 signature as two numbers of 32 bytes, OpenSSL wants it as DER.

/// Empty when `signature` is not of that form.
std::string ecdsa_to_der(std::string_view signature);
/// `der` as OpenSSL has written it.
std::string ecdsa_from_der(std::string_view der);

}  // namespace aurawell::net
