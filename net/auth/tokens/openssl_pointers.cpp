#include "net/auth/tokens/openssl_pointers.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace aurawell::net {
namespace {

using text_pointer = std::unique_ptr<BIO, openssl_free<&BIO_free>>;

/// Prevents OpenSSL's prompt on the terminal.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

template <class Read>
std::shared_ptr<EVP_PKEY> read_pem(const std::string& pem, const Read& read) {
  const text_pointer text{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  std::shared_ptr<EVP_PKEY> key{read(text.get(), nullptr, &no_passphrase, nullptr), &EVP_PKEY_free};
  ERR_clear_error();
  return key;
}

}  // namespace

std::shared_ptr<EVP_PKEY> read_private_pem(const std::string& pem) {
  return read_pem(pem, &PEM_read_bio_PrivateKey);
}

std::shared_ptr<EVP_PKEY> read_public_pem(const std::string& pem) {
  return read_pem(pem, &PEM_read_bio_PUBKEY);
}

}  // namespace aurawell::net
