#include "tests/net/tls/tls_peer.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>
#include <cstdlib>

namespace aurawell::net {
namespace {

void must_work(bool worked) {
  if (!worked) {
    std::abort();
  }
}

BIO* memory_of(const std::string& text) {
  return BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
}

}  // namespace

tls_peer::tls_peer(const tls_peer_options& options)
    : context_{SSL_CTX_new(TLS_client_method())},
      incoming_{BIO_new(BIO_s_mem())},
      outgoing_{BIO_new(BIO_s_mem())} {
  auto* context = context_.get();
  // Lets OpenSSL offer old versions.
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, options.least_version);
  SSL_CTX_set_max_proto_version(context, options.most_version);
  if (!options.trusted.empty()) {
    auto* memory = memory_of(options.trusted);
    auto* authority = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
    must_work(X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority) == 1);
    X509_free(authority);
    BIO_free(memory);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  }
  if (!options.shown.certificate_pem.empty()) {
    auto* memory = memory_of(options.shown.certificate_pem);
    auto* own = PEM_read_bio_X509(memory, nullptr, nullptr, nullptr);
    auto* key_memory = memory_of(options.shown.private_key_pem);
    auto* key = PEM_read_bio_PrivateKey(key_memory, nullptr, nullptr, nullptr);
    must_work(SSL_CTX_use_certificate(context, own) == 1);
    must_work(SSL_CTX_use_PrivateKey(context, key) == 1);
    X509_free(own);
    EVP_PKEY_free(key);
    BIO_free(memory);
    BIO_free(key_memory);
  }
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
  SSL_CTX_sess_set_new_cb(context, keep_session);
  ssl_.reset(SSL_new(context));
  SSL_set_app_data(ssl_.get(), this);
  SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(options.protocols.data()),
                      static_cast<unsigned>(options.protocols.size()));
  if (options.resumed != nullptr) {
    must_work(SSL_set_session(ssl_.get(), options.resumed) == 1);
  }
  SSL_set_bio(ssl_.get(), incoming_, outgoing_);
  SSL_set_connect_state(ssl_.get());
}

int tls_peer::keep_session(SSL* ssl, SSL_SESSION* session) {
  static_cast<tls_peer*>(SSL_get_app_data(ssl))->session_.reset(session);
  return 1;
}

void tls_peer::receive(std::string_view bytes) {
  BIO_write(incoming_, bytes.data(), static_cast<int>(bytes.size()));
}

std::string tls_peer::sent() {
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(outgoing_, &bytes);
  std::string text(bytes, static_cast<std::size_t>(size));
  BIO_reset(outgoing_);
  return text;
}

bool tls_peer::step() {
  ERR_clear_error();
  const auto result = SSL_do_handshake(ssl_.get());
  note_fault(result);
  return result == 1;
}

bool tls_peer::write(std::string_view text) {
  ERR_clear_error();
  return SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())) > 0;
}

std::string tls_peer::read() {
  std::string text;
  std::array<char, 4096> some;
  ERR_clear_error();
  int size = 0;
  while ((size = SSL_read(ssl_.get(), some.data(), some.size())) > 0) {
    text.append(some.data(), static_cast<std::size_t>(size));
  }
  note_fault(size);
  return text;
}

void tls_peer::note_fault(int result) {
  if (result <= 0 && SSL_get_error(ssl_.get(), result) == SSL_ERROR_SSL) {
    const auto* reason = ERR_reason_error_string(ERR_peek_last_error());
    fault_ = reason == nullptr ? "failed" : reason;
  }
}

}  // namespace aurawell::net
