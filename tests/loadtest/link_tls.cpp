#include "tests/loadtest/link_tls.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <new>

namespace aurawell::loadtest {
namespace {

std::string reason_of(SSL* ssl) {
  const auto* text = ERR_reason_error_string(ERR_peek_error());
  const auto refused = SSL_get_verify_result(ssl);
  ERR_clear_error();
  if (refused != X509_V_OK) {
    return std::string{"TLS: "} + X509_verify_cert_error_string(refused);
  }
  return std::string{"TLS: "} + (text != nullptr ? text : "failed");
}

}  // namespace

result<tls_settings> make_tls_settings(const std::string& authority_file) {
  tls_settings made{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
  if (!made) {
    throw std::bad_alloc{};
  }
  SSL_CTX_set_mode(made.get(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(made.get(), SSL_SESS_CACHE_OFF);
  if (!authority_file.empty()) {
    if (SSL_CTX_load_verify_file(made.get(), authority_file.c_str()) != 1) {
      ERR_clear_error();
      return error{ec::bad_format, "--ca: '" + authority_file + "' has no certificate in PEM"};
    }
    SSL_CTX_set_verify(made.get(), SSL_VERIFY_PEER, nullptr);
  }
  return made;
}

link_tls::link_tls(const tls_settings& settings, const std::string& address)
    : ssl_{SSL_new(settings.get())},
      incoming_{BIO_new(BIO_s_mem())},
      outgoing_{BIO_new(BIO_s_mem())} {
  if (ssl_ == nullptr || incoming_ == nullptr || outgoing_ == nullptr) {
    throw std::bad_alloc{};
  }
  // An empty one is no end.
  BIO_set_mem_eof_return(incoming_, -1);
  SSL_set_bio(ssl_, incoming_, outgoing_);
  X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_), address.c_str());
  SSL_set_connect_state(ssl_);
}

link_tls::~link_tls() {
  SSL_free(ssl_);
}

bool link_tls::shake_hands() {
  if (!is_established_) {
    ERR_clear_error();
    const auto result = SSL_do_handshake(ssl_);
    is_established_ = result == 1;
    note(result);
  }
  return is_established_;
}

void link_tls::receive(std::string_view bytes) {
  BIO_write(incoming_, bytes.data(), static_cast<int>(bytes.size()));
}

std::size_t link_tls::read(char* into, std::size_t room) {
  std::size_t count = 0;
  ERR_clear_error();
  const auto result = SSL_read_ex(ssl_, into, room, &count);
  note(result);
  return result == 1 ? count : 0;
}

void link_tls::send(std::string_view text) {
  ERR_clear_error();
  std::size_t taken = 0;
  // Memory takes everything at once.
  note(text.empty() ? 1 : SSL_write_ex(ssl_, text.data(), text.size(), &taken));
}

std::string link_tls::take_outgoing() {
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(outgoing_, &bytes);
  std::string taken(bytes, static_cast<std::size_t>(size));
  (void)BIO_reset(outgoing_);
  return taken;
}

void link_tls::note(int result) {
  const auto state = SSL_get_error(ssl_, result);
  if (state == SSL_ERROR_ZERO_RETURN) {
    fault_ = "connection: ended";
  } else if (state != SSL_ERROR_NONE && state != SSL_ERROR_WANT_READ &&
             state != SSL_ERROR_WANT_WRITE) {
    fault_ = reason_of(ssl_);
  }
}

}  // namespace aurawell::loadtest
