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

/// All keys by which tokens are verified, and the one that signs. Thread-safe.
class token_keys {
 public:
  enum class verdict : unsigned char { refused, good, good_and_ours };

  /// Reads every file that `from` names. Of a secret, a secret in a file and a private key
  /// the first that is there signs, and the others verify. The failure's detail names the
  /// setting.
  static result<token_keys> load(const token_options& from, wall_time now);

  /// Signs when there is no other key for it.
  void sign_with(signature_key key) { signer_ = std::move(key); }

  bool empty() const noexcept { return !signer_ && fixed_.empty() && !published_; }
  /// Null when this service issues no tokens.
  const signature_key* signer() const noexcept { return signer_ ? &*signer_ : nullptr; }

  verdict judge(const compact_jws& token, wall_time now) const;

 private:
  result<void> add(const char* setting, result<signature_key> key);

  std::optional<signature_key> signer_;
  /// Without the signer.
  std::vector<signature_key> fixed_;
  std::shared_ptr<jwks_file> published_;
};

}  // namespace aurawell::net
