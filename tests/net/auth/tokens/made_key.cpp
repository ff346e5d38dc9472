#include "tests/net/auth/tokens/made_key.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>

#include <array>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/openssl_pointers.hpp"

namespace aurawell::net {
namespace {

using text_pointer = std::unique_ptr<BIO, openssl_free<&BIO_free>>;

std::string text_of(BIO* out) {
  char* data = nullptr;
  const auto size = BIO_get_mem_data(out, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string number(const EVP_PKEY* key, const char* name, int bytes) {
  BIGNUM* raw = nullptr;
  EVP_PKEY_get_bn_param(key, name, &raw);
  const number_pointer held{raw};
  std::string text(static_cast<std::size_t>(bytes == 0 ? BN_num_bytes(raw) : bytes), '\0');
  BN_bn2binpad(raw, reinterpret_cast<unsigned char*>(text.data()), static_cast<int>(text.size()));
  return base64url_encode(text);
}

}  // namespace

made_key made_key::rsa(unsigned bits) {
  return made_key{{EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{bits}), &EVP_PKEY_free}};
}

made_key made_key::curve(const char* name) {
  return made_key{{EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", name), &EVP_PKEY_free}};
}

made_key made_key::ed25519() {
  return made_key{{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free}};
}

std::string made_key::private_pem() const {
  const text_pointer out{BIO_new(BIO_s_mem())};
  PEM_write_bio_PrivateKey(out.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(out.get());
}

std::string made_key::public_pem() const {
  const text_pointer out{BIO_new(BIO_s_mem())};
  PEM_write_bio_PUBKEY(out.get(), key_.get());
  return text_of(out.get());
}

std::string made_key::jwk(const std::string& key_id) const {
  auto json = R"({"kid":")" + key_id + R"(","use":"sig",)";
  const auto* key = key_.get();
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) {
    json += R"("kty":"RSA","n":")" + number(key, OSSL_PKEY_PARAM_RSA_N, 0) + R"(","e":")" +
            number(key, OSSL_PKEY_PARAM_RSA_E, 0);
  } else if (EVP_PKEY_get_base_id(key) == EVP_PKEY_EC) {
    json += R"("kty":"EC","crv":"P-256","x":")" + number(key, OSSL_PKEY_PARAM_EC_PUB_X, 32) +
            R"(","y":")" + number(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32);
  } else {
    std::array<unsigned char, 32> raw{};
    auto size = raw.size();
    EVP_PKEY_get_raw_public_key(key, raw.data(), &size);
    json += R"("kty":"OKP","crv":"Ed25519","x":")" +
            base64url_encode({reinterpret_cast<const char*>(raw.data()), size});
  }
  return json + "\"}";
}

const made_key& shared_rsa() {
  static const auto key = made_key::rsa();
  return key;
}

const made_key& shared_p256() {
  static const auto key = made_key::curve("P-256");
  return key;
}

const made_key& shared_ed25519() {
  static const auto key = made_key::ed25519();
  return key;
}

}  // namespace aurawell::net
