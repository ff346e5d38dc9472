#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/auth/tokens/signature_key.hpp"

namespace aurawell::net {

/// The three parts of a signed text "header.payload.signature" (RFC 7515). Use nothing of it before
/// a key has verified `signature` over `signed_text`.
struct compact_jws {
  signature_algorithm algorithm = signature_algorithm::hs256;
  /// The issuer's name for the key that signed; empty when the header has none.
  std::string key_id;
  /// Points into the text that was read.
  std::string_view signed_text;
  std::string payload;
  std::string signature;
};

inline constexpr std::size_t longest_token = std::size_t{8} * 1024;

/// `ec::token_invalid` with the reason.
error no_token(std::string_view why);

/// Fails with `ec::token_invalid` and a reason without parts of the text. Refuses every unknown
/// algorithm, "none" too, and headers that require an extension.
result<compact_jws> read_jws(std::string_view text);

/// Requires a key that can sign.
std::string write_jws(const signature_key& key, std::string_view payload);

}  // namespace aurawell::net
