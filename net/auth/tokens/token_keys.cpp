#include "net/auth/tokens/token_keys.hpp"

#include <algorithm>
#include <utility>

#include "net/auth/tokens/key_file.hpp"

namespace aurawell::net {
namespace {

result<signature_key> secret_from(const std::string& path) {
  auto content = read_secret_file(path);
  if (!content) {
    return content.failure();
  }
  auto& secret = *content;
  secret.erase(std::min(secret.size(), secret.find_last_not_of("\r\n") + 1));
  return signature_key::from_secret(std::move(secret));
}

result<signature_key> pem_from(const std::string& path) {
  const auto file = read_key_file(path);
  if (!file) {
    return file.failure();
  }
  auto key = signature_key::from_pem(file->content);
  if (!key) {
    return error{ec::bad_configuration, "\"" + path + "\": " + key.failure().detail};
  }
  return key->can_sign() && file->can_others_read ? readable_by_others(path) : std::move(key);
}

bool verifies(const signature_key& key, const compact_jws& token) {
  return key.algorithm() == token.algorithm && key.verifies(token.signed_text, token.signature);
}

bool any_verifies(const std::vector<named_key>& keys, const compact_jws& token) {
  return std::any_of(keys.begin(), keys.end(), [&](const named_key& one) {
    const bool is_meant = token.key_id.empty() || one.id.empty() || one.id == token.key_id;
    return is_meant && verifies(one.key, token);
  });
}

bool knows(const std::vector<named_key>& keys, const std::string& id) {
  return std::any_of(keys.begin(), keys.end(), [&](const named_key& one) { return one.id == id; });
}

}  // namespace

result<token_keys> token_keys::load(const token_options& from, wall_time now) {
  token_keys keys;
  if (!from.secret.empty()) {
    if (auto added = keys.add("auth.secret", signature_key::from_secret(from.secret)); !added) {
      return added.failure();
    }
  }
  if (!from.secret_file.empty()) {
    if (auto added = keys.add("auth.secret_file", secret_from(from.secret_file)); !added) {
      return added.failure();
    }
  }
  if (!from.key_file.empty()) {
    if (auto added = keys.add("auth.key_file", pem_from(from.key_file)); !added) {
      return added.failure();
    }
  }
  if (!from.jwks_file.empty()) {
    keys.published_ = std::make_shared<jwks_file>(from.jwks_file, from.jwks_check_interval);
    if (const auto loaded = keys.published_->load(now); !loaded) {
      return error{ec::bad_configuration, "auth.jwks_file: " + loaded.failure().detail};
    }
  }
  return keys;
}

result<void> token_keys::add(const char* setting, result<signature_key> key) {
  if (!key) {
    return error{ec::bad_configuration, std::string{setting} + ": " + key.failure().detail};
  }
  if (!signer_ && key->can_sign()) {
    signer_ = *std::move(key);
  } else {
    fixed_.push_back(*std::move(key));
  }
  return {};
}

token_keys::verdict token_keys::judge(const compact_jws& token, wall_time now) const {
  if (signer_ && verifies(*signer_, token)) {
    return verdict::good_and_ours;
  }
  for (const auto& key : fixed_) {
    if (verifies(key, token)) {
      // This key may have signed tokens before another key replaced it.
      return key.can_sign() ? verdict::good_and_ours : verdict::good;
    }
  }
  if (!published_) {
    return verdict::refused;
  }
  auto keys = published_->current(now);
  if (!token.key_id.empty() && !knows(*keys, token.key_id)) {
    keys = published_->check_again(now);
  }
  return any_verifies(*keys, token) ? verdict::good : verdict::refused;
}

}  // namespace aurawell::net
