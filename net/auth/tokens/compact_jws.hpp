#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/auth/tokens/signature_key.hpp"

namespace aurawell::net {

/// A signed text in three parts with dots between them (RFC 7515), taken apart. Nothing
/// in it is to be believed before a key has verified `signature` over `signed_text`.
struct compact_jws {
  signature_algorithm algorithm = signature_algorithm::hs256;
  /// Which key has signed, as its issuer calls it; empty when it does not say.
  std::string key_id;
  /// A part of the text that was read.
  std::string_view signed_text;
  std::string payload;
  std::string signature;
};

inline constexpr std::size_t longest_token = std::size_t{8} * 1024;

/// `ec::token_invalid` with the reason.
error no_token(std::string_view why);

/// `ec::token_invalid` with the reason, which repeats nothing of the text. Refuses every
/// algorithm that is not known here, "none" among them, and headers that ask for an
/// extension.
result<compact_jws> read_jws(std::string_view text);

/// `key` must be able to sign.
std::string write_jws(const signature_key& key, std::string_view payload);

}  // namespace aurawell::net
