#include "net/auth/tokens/signature_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>

#include <array>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <utility>

#include "net/auth/tokens/openssl_pointers.hpp"

namespace aurawell::net {
namespace {

constexpr std::array<std::string_view, 4> algorithm_names{"HS256", "RS256", "ES256", "EdDSA"};

constexpr std::size_t least_secret_bytes = 32;
constexpr int least_rsa_bits = 2048;
constexpr std::size_t p256_number_bytes = 32;

const unsigned char* bytes(std::string_view text) noexcept {
  return reinterpret_cast<const unsigned char*>(text.data());
}

error bad_key(std::string detail) {
  ERR_clear_error();
  return {ec::bad_configuration, std::move(detail)};
}

std::string hmac(const std::string& secret, std::string_view text) {
  std::string code(static_cast<std::size_t>(EVP_MD_get_size(EVP_sha256())), '\0');
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes(text), text.size(),
       reinterpret_cast<unsigned char*>(code.data()), nullptr);
  return code;
}

bool has_curve(const EVP_PKEY& key, std::string_view wanted) {
  std::array<char, 64> name{};
  std::size_t size = 0;
  return EVP_PKEY_get_group_name(&key, name.data(), name.size(), &size) == 1 &&
         std::string_view{name.data(), size} == wanted;
}

/// Returns null for Ed25519, which includes its own hash.
const EVP_MD* digest_of(signature_algorithm algorithm) {
  return algorithm == signature_algorithm::eddsa ? nullptr : EVP_sha256();
}

std::shared_ptr<EVP_PKEY> key_from(const char* type, OSSL_PARAM_BLD* numbers) {
  const param_pointer params{OSSL_PARAM_BLD_to_param(numbers)};
  const key_context_pointer context{EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)};
  EVP_PKEY* key = nullptr;
  if (params && context && EVP_PKEY_fromdata_init(context.get()) == 1) {
    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get());
  }
  return {key, &EVP_PKEY_free};
}

using signature_pointer = std::unique_ptr<ECDSA_SIG, openssl_free<&ECDSA_SIG_free>>;

/// Converts a P-256 signature from two numbers of 32 bytes, as tokens have it, to OpenSSL's DER.
/// Empty when `signature` has another form.
std::string ecdsa_to_der(std::string_view signature) {
  if (signature.size() != std::size_t{2} * p256_number_bytes) {
    return {};
  }
  const auto* raw = reinterpret_cast<const unsigned char*>(signature.data());
  const signature_pointer pair{ECDSA_SIG_new()};
  ECDSA_SIG_set0(pair.get(), BN_bin2bn(raw, p256_number_bytes, nullptr),
                 BN_bin2bn(raw + p256_number_bytes, p256_number_bytes, nullptr));
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  i2d_ECDSA_SIG(pair.get(), &out);
  return der;
}

/// Requires DER that OpenSSL wrote.
std::string ecdsa_from_der(std::string_view der) {
  const auto* in = reinterpret_cast<const unsigned char*>(der.data());
  const signature_pointer pair{d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size()))};
  assert(pair);
  std::string signature(std::size_t{2} * p256_number_bytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(signature.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, p256_number_bytes);
  BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + p256_number_bytes, p256_number_bytes);
  return signature;
}

}  // namespace

std::string_view to_string(signature_algorithm algorithm) noexcept {
  return algorithm_names[static_cast<std::size_t>(algorithm)];
}

std::optional<signature_algorithm> signature_algorithm_from_string(std::string_view text) noexcept {
  for (std::size_t i = 0; i < algorithm_names.size(); ++i) {
    if (algorithm_names[i] == text) {
      return static_cast<signature_algorithm>(i);
    }
  }
  return std::nullopt;
}

signature_key::signature_key(signature_algorithm algorithm, bool can_sign, key_pointer key,
                             std::string secret)
    : algorithm_{algorithm},
      can_sign_{can_sign},
      key_{std::move(key)},
      secret_{std::move(secret)} {}

result<signature_key> signature_key::from_secret(std::string secret) {
  if (secret.size() < least_secret_bytes) {
    return bad_key("the secret has " + std::to_string(secret.size()) +
                   " bytes and must have at least 32; \"openssl rand -hex 32\" makes one");
  }
  return signature_key{signature_algorithm::hs256, true, nullptr, std::move(secret)};
}

signature_key signature_key::random() {
  std::string secret(least_secret_bytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(secret.data()),
                 static_cast<int>(secret.size())) != 1) {
    // A predictable key would let anyone make tokens.
    std::abort();
  }
  return signature_key{signature_algorithm::hs256, true, nullptr, std::move(secret)};
}

result<signature_key> signature_key::from_key(key_pointer key, bool can_sign) {
  if (!key) {
    return bad_key("holds no key that can be read");
  }
  switch (EVP_PKEY_get_base_id(key.get())) {
    case EVP_PKEY_RSA:
      if (EVP_PKEY_get_bits(key.get()) < least_rsa_bits) {
        return bad_key("an RSA key must have at least 2048 bits");
      }
      return signature_key{signature_algorithm::rs256, can_sign, std::move(key), {}};
    case EVP_PKEY_EC:
      if (!has_curve(*key, SN_X9_62_prime256v1)) {
        return bad_key("of the elliptic curves only P-256 and Ed25519 are known here");
      }
      return signature_key{signature_algorithm::es256, can_sign, std::move(key), {}};
    case EVP_PKEY_ED25519:
      return signature_key{signature_algorithm::eddsa, can_sign, std::move(key), {}};
    default: return bad_key("a key must be RSA, P-256 or Ed25519");
  }
}

result<signature_key> signature_key::from_pem(const std::string& pem) {
  if (auto key = read_private_pem(pem)) {
    return from_key(std::move(key), true);
  }
  return from_key(read_public_pem(pem), false);
}

result<signature_key> signature_key::from_rsa(std::string_view modulus, std::string_view exponent) {
  const number_pointer n{BN_bin2bn(bytes(modulus), static_cast<int>(modulus.size()), nullptr)};
  const number_pointer e{BN_bin2bn(bytes(exponent), static_cast<int>(exponent.size()), nullptr)};
  const builder_pointer numbers{OSSL_PARAM_BLD_new()};
  OSSL_PARAM_BLD_push_BN(numbers.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(numbers.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return from_key(key_from("RSA", numbers.get()), false);
}

result<signature_key> signature_key::from_p256(std::string_view x, std::string_view y) {
  if (x.size() != p256_number_bytes || y.size() != p256_number_bytes) {
    return bad_key("both numbers of a P-256 key have 32 bytes");
  }
  std::string point{'\x04'};
  point.append(x).append(y);
  const builder_pointer numbers{OSSL_PARAM_BLD_new()};
  OSSL_PARAM_BLD_push_utf8_string(numbers.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1,
                                  0);
  OSSL_PARAM_BLD_push_octet_string(numbers.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return from_key(key_from("EC", numbers.get()), false);
}

result<signature_key> signature_key::from_ed25519(std::string_view x) {
  return from_key(
      {EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(x), x.size()), &EVP_PKEY_free},
      false);
}

bool signature_key::verifies(std::string_view text, std::string_view signature) const {
  if (algorithm_ == signature_algorithm::hs256) {
    const auto right = hmac(secret_, text);
    return signature.size() == right.size() &&
           CRYPTO_memcmp(signature.data(), right.data(), right.size()) == 0;
  }
  std::string der;
  if (algorithm_ == signature_algorithm::es256) {
    der = ecdsa_to_der(signature);
    signature = der;
  }
  const digest_pointer context{EVP_MD_CTX_new()};
  const bool good = !signature.empty() &&
                    EVP_DigestVerifyInit(context.get(), nullptr, digest_of(algorithm_), nullptr,
                                         key_.get()) == 1 &&
                    EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(text),
                                     text.size()) == 1;
  ERR_clear_error();
  return good;
}

std::string signature_key::sign(std::string_view text) const {
  assert(can_sign_);
  if (algorithm_ == signature_algorithm::hs256) {
    return hmac(secret_, text);
  }
  const digest_pointer context{EVP_MD_CTX_new()};
  std::size_t size = 0;
  EVP_DigestSignInit(context.get(), nullptr, digest_of(algorithm_), nullptr, key_.get());
  EVP_DigestSign(context.get(), nullptr, &size, bytes(text), text.size());
  std::string signature(size, '\0');
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                 bytes(text), text.size());
  signature.resize(size);
  return algorithm_ == signature_algorithm::es256 ? ecdsa_from_der(signature) : signature;
}

}  // namespace aurawell::net
