#include "net/tls/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <chrono>
#include <ctime>
#include <string_view>

#include "net/auth/tokens/key_file.hpp"

namespace aurawell::net {
namespace {

/// Forward secrecy and authenticated encryption; TLS 1.3 has no others.
constexpr auto ciphers_of_tls_1_2 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr auto ciphers_of_tls_1_3 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr auto key_exchanges = "X25519:P-256:P-384";

/// How long a client may resume.
constexpr long ticket_seconds = 2L * 60 * 60;
/// Most bytes of the certificates that a client shows.
constexpr long most_client_bytes = 32L * 1024;

/// Each with its length before it, as in the message (RFC 7301, section 3.1).
constexpr std::string_view only_protocol = "\x08http/1.1";

struct release_pem {
  void operator()(BIO* memory) const noexcept { BIO_free(memory); }
  void operator()(X509* certificate) const noexcept { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
template <class T>
using held = std::unique_ptr<T, release_pem>;

error file_fault(const std::string& path, const std::string& what) {
  return {ec::bad_configuration, "\"" + path + "\" " + what};
}

/// What OpenSSL says about its last failure.
std::string openssl_reason() {
  const auto code = ERR_peek_last_error();
  ERR_clear_error();
  const auto* text = code == 0 ? nullptr : ERR_reason_error_string(code);
  return text == nullptr ? "unknown reason" : text;
}

/// Whether the last failure is only the end of the text.
bool is_end_of_pem() {
  const bool is_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  return is_end;
}

held<BIO> open_memory(const std::string& content) {
  return held<BIO>{BIO_new_mem_buf(content.data(), static_cast<int>(content.size()))};
}

/// A server's key has no password that it could be asked for.
int refuse_password(char*, int, int, void*) {
  return -1;
}

wall_time time_of(const ASN1_TIME* time) {
  std::tm parts{};
  return ASN1_TIME_to_tm(time, &parts) == 1
             ? std::chrono::system_clock::from_time_t(::timegm(&parts))
             : wall_time{};
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  unsigned char* found = nullptr;
  const auto* ours = reinterpret_cast<const unsigned char*>(only_protocol.data());
  if (SSL_select_next_proto(&found, size, ours, only_protocol.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

result<std::shared_ptr<const tls_context>> tls_context::make(const certificate_files& files) {
  ERR_clear_error();
  const std::shared_ptr<tls_context> made{new tls_context};
  made->context_.reset(SSL_CTX_new(TLS_server_method()));
  auto done = made->set_rules();
  if (done) {
    done = made->load_certificate(files.certificate);
  }
  if (done) {
    done = made->load_key(files.private_key);
  }
  if (done && SSL_CTX_check_private_key(made->handle()) != 1) {
    ERR_clear_error();
    done = file_fault(files.private_key,
                      "is not the key of the certificate in \"" + files.certificate + "\"");
  }
  if (done && !files.client_ca.empty()) {
    done = made->load_authorities(files.client_ca);
  }
  if (!done) {
    return done.failure();
  }
  return std::shared_ptr<const tls_context>{made};
}

result<void> tls_context::set_rules() {
  auto* context = handle();
  constexpr std::array<unsigned char, 8> name{'a', 'u', 'r', 'a', 'w', 'e', 'l', 'l'};
  if (context == nullptr || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(context, ciphers_of_tls_1_2) != 1 ||
      SSL_CTX_set_ciphersuites(context, ciphers_of_tls_1_3) != 1 ||
      SSL_CTX_set1_groups_list(context, key_exchanges) != 1 ||
      SSL_CTX_set_session_id_context(context, name.data(), name.size()) != 1) {
    return error{ec::bad_configuration, "OpenSSL does not start: " + openssl_reason()};
  }
  // The server's order of ciphers counts, but a client without AES in its processor, which names
  // ChaCha first, gets that.
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  // A connection that waits holds no buffers. The writer may give the same bytes from elsewhere.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  // One call handles one record: a client that sends only messages of the protocol does not hold
  // its thread.
  SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY);
  // Tickets are kept by clients; the server keeps no sessions.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_timeout(context, ticket_seconds);
  SSL_CTX_set_max_cert_list(context, most_client_bytes);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  return {};
}

result<void> tls_context::load_certificate(const std::string& path) {
  const auto file = read_key_file(path);
  if (!file) {
    return file.failure();
  }
  const auto memory = open_memory(file->content);
  const held<X509> own{PEM_read_bio_X509(memory.get(), nullptr, refuse_password, nullptr)};
  if (!own) {
    return file_fault(path, "begins with no certificate in PEM: " + openssl_reason());
  }
  if (SSL_CTX_use_certificate(handle(), own.get()) != 1) {
    return file_fault(path, "has a certificate that cannot be used: " + openssl_reason());
  }
  for (;;) {
    const held<X509> next{PEM_read_bio_X509(memory.get(), nullptr, refuse_password, nullptr)};
    if (!next) {
      break;
    }
    SSL_CTX_add1_chain_cert(handle(), next.get());
  }
  if (!is_end_of_pem()) {
    return file_fault(path, "has a certificate that is not complete");
  }
  valid_from_ = time_of(X509_get0_notBefore(own.get()));
  expires_ = time_of(X509_get0_notAfter(own.get()));
  return {};
}

result<void> tls_context::load_key(const std::string& path) {
  const auto content = read_secret_file(path);
  if (!content) {
    return content.failure();
  }
  const auto memory = open_memory(*content);
  const held<EVP_PKEY> key{
      PEM_read_bio_PrivateKey(memory.get(), nullptr, refuse_password, nullptr)};
  if (!key) {
    return file_fault(path, "has no private key in PEM without a password: " + openssl_reason());
  }
  if (SSL_CTX_use_PrivateKey(handle(), key.get()) != 1) {
    return file_fault(path, "is not the key of the certificate: " + openssl_reason());
  }
  return {};
}

result<void> tls_context::load_authorities(const std::string& path) {
  const auto file = read_key_file(path);
  if (!file) {
    return file.failure();
  }
  const auto memory = open_memory(file->content);
  auto* store = SSL_CTX_get_cert_store(handle());
  bool has_one = false;
  for (;;) {
    const held<X509> authority{PEM_read_bio_X509(memory.get(), nullptr, refuse_password, nullptr)};
    if (!authority) {
      break;
    }
    has_one = true;
    if (X509_STORE_add_cert(store, authority.get()) != 1 ||
        SSL_CTX_add_client_CA(handle(), authority.get()) != 1) {
      return file_fault(path, "has a certificate that cannot be used: " + openssl_reason());
    }
  }
  if (!is_end_of_pem() || !has_one) {
    return file_fault(path, "has no complete certificate of an authority");
  }
  SSL_CTX_set_verify(handle(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  return {};
}

}  // namespace aurawell::net
