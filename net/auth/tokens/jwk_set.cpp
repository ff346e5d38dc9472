#include "net/auth/tokens/jwk_set.hpp"

#include <optional>
#include <utility>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/strict_json.hpp"

namespace aurawell::net {
namespace {

/// A token without a key id is verified with every key, so their number is limited.
constexpr std::size_t most_keys = 32;

error bad_set(std::string detail) {
  return {ec::bad_configuration, std::move(detail)};
}

std::string bytes_in(const json_value& key, std::string_view name) {
  return base64url_decode(find_text(key, name).value_or("")).value_or("");
}

/// Returns nothing when this service verifies no tokens with keys of this kind.
std::optional<result<signature_key>> make_key(const json_value& key) {
  const auto kind = find_text(key, "kty").value_or("");
  const auto curve = find_text(key, "crv").value_or("");
  if (kind == "RSA") {
    return signature_key::from_rsa(bytes_in(key, "n"), bytes_in(key, "e"));
  }
  if (kind == "EC" && curve == "P-256") {
    return signature_key::from_p256(bytes_in(key, "x"), bytes_in(key, "y"));
  }
  if (kind == "OKP" && curve == "Ed25519") {
    return signature_key::from_ed25519(bytes_in(key, "x"));
  }
  if (kind == "oct") {
    return signature_key::from_secret(bytes_in(key, "k"));
  }
  return std::nullopt;
}

/// Whether the set permits this key for signatures.
bool may_sign(const json_value& key) {
  const auto algorithm = find_text(key, "alg");
  return find_text(key, "use").value_or("sig") == "sig" &&
         (!algorithm || signature_algorithm_from_string(*algorithm));
}

result<void> add_key(const json_value& key, std::vector<named_key>& to) {
  if (!key.is_object()) {
    return bad_set("an element of keys is no object");
  }
  auto made = may_sign(key) ? make_key(key) : std::nullopt;
  if (!made) {
    return {};
  }
  if (!*made) {
    return bad_set("a key is broken: " + made->failure().detail);
  }
  const auto algorithm = find_text(key, "alg");
  if (!algorithm || *algorithm == to_string((*made)->algorithm())) {
    to.push_back({std::string{find_text(key, "kid").value_or("")}, **std::move(made)});
  }
  return {};
}

}  // namespace

result<std::vector<named_key>> read_jwk_set(std::string_view json) {
  const auto set = read_strict_json(json);
  const auto* keys = set ? find_entry(*set, "keys") : nullptr;
  if (keys == nullptr || !keys->is_array()) {
    return bad_set("is no JWK set, an object with a list of keys");
  }
  std::vector<named_key> found;
  for (const auto& key : *keys) {
    if (auto added = add_key(key, found); !added) {
      return added.failure();
    }
  }
  if (found.empty() || found.size() > most_keys) {
    return bad_set("has " + std::to_string(found.size()) +
                   " keys for signatures; 1 to 32 are read");
  }
  return found;
}

}  // namespace aurawell::net
