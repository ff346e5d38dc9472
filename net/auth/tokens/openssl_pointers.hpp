#pragma once

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>
#include <string>

namespace aurawell::net {

/// A deleter that calls the OpenSSL function `Free`.
template <auto Free>
struct openssl_free {
  template <class Made>
  void operator()(Made* made) const noexcept {
    Free(made);
  }
};

using number_pointer = std::unique_ptr<BIGNUM, openssl_free<&BN_free>>;
using builder_pointer = std::unique_ptr<OSSL_PARAM_BLD, openssl_free<&OSSL_PARAM_BLD_free>>;
using param_pointer = std::unique_ptr<OSSL_PARAM, openssl_free<&OSSL_PARAM_free>>;
using key_context_pointer = std::unique_ptr<EVP_PKEY_CTX, openssl_free<&EVP_PKEY_CTX_free>>;
using digest_pointer = std::unique_ptr<EVP_MD_CTX, openssl_free<&EVP_MD_CTX_free>>;

/// Returns null when the text is not a private key or requires a passphrase.
std::shared_ptr<EVP_PKEY> read_private_pem(const std::string& pem);
std::shared_ptr<EVP_PKEY> read_public_pem(const std::string& pem);

}  // namespace aurawell::net
