#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "domain/result.hpp"
#include "net/auth/tokens/compact_jws.hpp"
#include "net/auth/tokens/jwks_file.hpp"
#include "net/auth/tokens/token_options.hpp"

namespace aurawell::net {

/// The keys that verify tokens, and the key that signs them. Thread-safe.
class token_keys {
 public:
  enum class verdict : unsigned char { refused, good, good_and_ours };

  /// Reads every file that `from` names. The first of secret, secret file and private key signs;
  /// the others only verify. The detail of a failure names the setting.
  static result<token_keys> load(const token_options& from, wall_time now);

  /// Sets the key that signs. Call it when there is no other signing key.
  void sign_with(signature_key key) { signer_ = std::move(key); }

  bool empty() const noexcept { return !signer_ && fixed_.empty() && !published_; }
  /// Returns null when this service issues no tokens.
  const signature_key* signer() const noexcept { return signer_ ? &*signer_ : nullptr; }

  verdict judge(const compact_jws& token, wall_time now) const;

 private:
  result<void> add(const char* setting, result<signature_key> key);

  std::optional<signature_key> signer_;
  /// Keys that only verify.
  std::vector<signature_key> fixed_;
  std::shared_ptr<jwks_file> published_;
};

}  // namespace aurawell::net
