#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "net/auth/gatekeeper.hpp"
#include "net/auth/revoked_logins.hpp"
#include "net/auth/tokens/token_claims.hpp"
#include "net/auth/tokens/token_keys.hpp"
#include "net/auth/tokens/token_options.hpp"

namespace aurawell::net {

/// Authenticates users by signed tokens (JWT), its own and those of other issuers. In open mode
/// without a signing key it makes a random one, so its tokens are valid only until the process
/// ends. Calls may read small key files that have changed; apart from that no call blocks.
class token_gatekeeper final : public gatekeeper {
 public:
  enum class mode : unsigned char { open, tokens };

  static result<std::unique_ptr<token_gatekeeper>> make(mode chosen, const token_options& options,
                                                        wall_time now);

  /// Replaces keys, rules and lifetimes. After a failure nothing has changed. Revoked logins stay
  /// revoked.
  result<void> adopt(const token_options& options, wall_time now);

  /// Adds the revoked logins that the store has kept. Call it before the first token is checked.
  ///
  /// @param name_of Returns the name under which the store keeps an erased user.
  void revoke(const std::vector<revoked_login>& logins,
              std::function<std::string(const user_id&)> name_of);

  /// Whether own tokens are valid only as long as this object exists.
  bool has_drawn_secret() const;

  /// As `issue`, with another lifetime; never longer than a login may last.
  result<issued_token> issue_for(const user_id& user, std::chrono::milliseconds ttl, wall_time now);

  result<caller> authenticate(std::string_view token, const user_id& named,
                              wall_time now) const override;
  bool is_open() const noexcept override { return mode_ == mode::open; }
  bool is_operator(const user_id& user) const override;
  result<issued_token> issue(const user_id& user, wall_time now) override;
  result<issued_token> reissue(std::string_view token, wall_time now) override;
  revoked_login revocation_of(const caller& requester, wall_time now) const override;
  revoked_login revocation_of_all(const user_id& user, std::string_view spared,
                                  wall_time now) const override;
  void revoke(const revoked_login& login) override;
  void reinstate(const revoked_login& login) override;
  bool is_revoked(const caller& requester) const override;

 private:
  /// State that `adopt` replaces.
  struct rules {
    token_options options;
    token_keys keys;
    bool has_drawn_secret = false;
  };
  /// A token that was accepted.
  struct proof {
    token_claims claims;
    std::string login;
    bool is_ours = false;
  };

  explicit token_gatekeeper(mode chosen) : mode_{chosen} {}

  std::shared_ptr<const rules> now_in_force() const;
  bool is_revoked(const user_id& user, std::string_view login,
                  std::optional<wall_time> began) const;
  result<proof> examine(const rules& by, std::string_view token, wall_time now) const;
  static result<issued_token> sign(const rules& by, token_claims claims,
                                   std::chrono::milliseconds ttl, wall_time now);

  const mode mode_;
  /// Signs in open mode when there is no other signing key.
  const signature_key own_ = signature_key::random();
  revoked_logins revoked_;
  std::function<std::string(const user_id&)> name_of_;
  mutable std::mutex mutex_;
  std::shared_ptr<const rules> rules_;
};

}  // namespace aurawell::net
