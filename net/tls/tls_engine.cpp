#include "net/tls/tls_engine.hpp"

#include <openssl/err.h>

#include <algorithm>

namespace aurawell::net {
namespace {

/// Header, type and tag of a record of TLS 1.3; header, nonce and tag of TLS 1.2.
constexpr std::size_t overhead_of_1_3 = 22;
constexpr std::size_t overhead_of_1_2 = 29;

}  // namespace

std::unique_ptr<tls_engine> tls_engine::make(const tls_context& context, handshake_counts& counts,
                                             int socket) {
  std::unique_ptr<tls_engine> made{new tls_engine{counts, socket}};
  made->ssl_.reset(SSL_new(context.handle()));
  auto* bio = made->ssl_ ? make_socket_bio(made->link_) : nullptr;
  if (bio == nullptr) {
    return nullptr;
  }
  SSL_set_bio(made->ssl_.get(), bio, bio);
  SSL_set_msg_callback(made->ssl_.get(), &tls_engine::on_message);
  SSL_set_msg_callback_arg(made->ssl_.get(), made.get());
  SSL_set_accept_state(made->ssl_.get());
  return made;
}

tls_engine::~tls_engine() {
  if (!ssl_ || is_established_) {
    return;
  }
  if (link_.is_plain_text) {
    ++counts_.plain_text;
  } else if (has_failed_) {
    ++counts_.refused;
  } else {
    ++counts_.abandoned;
  }
}

tls_engine::outcome tls_engine::read(std::span<char> to) {
  ERR_clear_error();
  std::size_t bytes = 0;
  const auto result = SSL_read_ex(ssl_.get(), to.data(), to.size(), &bytes);
  note_progress();
  if (key_updates_ > most_key_updates) {
    has_failed_ = true;
    return {state::failed};
  }
  return {result == 1 ? state::done : why(result), bytes};
}

void tls_engine::on_message(int is_sent, int, int type, const void* bytes, std::size_t size, SSL*,
                            void* engine) {
  if (is_sent == 0 && type == SSL3_RT_HANDSHAKE && size > 0 &&
      *static_cast<const unsigned char*>(bytes) == SSL3_MT_KEY_UPDATE) {
    ++static_cast<tls_engine*>(engine)->key_updates_;
  }
}

tls_engine::outcome tls_engine::write(std::string_view bytes) {
  ERR_clear_error();
  std::size_t taken = 0;
  const auto result =
      SSL_write_ex(ssl_.get(), bytes.data(), std::min(bytes.size(), record_bytes), &taken);
  return {result == 1 ? state::done : why(result), taken};
}

tls_engine::state tls_engine::end_sending() {
  if (!is_established_ || has_failed_ || has_ended_) {
    return state::done;
  }
  ERR_clear_error();
  const auto result = SSL_shutdown(ssl_.get());
  if (result < 0 && why(result) == state::wants_write) {
    return state::wants_write;
  }
  has_ended_ = true;
  return state::done;
}

std::size_t tls_engine::overhead() const noexcept {
  return SSL_version(ssl_.get()) == TLS1_3_VERSION ? overhead_of_1_3 : overhead_of_1_2;
}

tls_engine::state tls_engine::why(int result) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ: return state::wants_read;
    case SSL_ERROR_WANT_WRITE: return state::wants_write;
    case SSL_ERROR_ZERO_RETURN: return state::ended;
    case SSL_ERROR_SYSCALL: return link_.is_plain_text ? state::plain_text : state::cut_off;
    default: break;
  }
  const auto reason = ERR_GET_REASON(ERR_peek_error());
  ERR_clear_error();
  if (link_.is_plain_text) {
    return state::plain_text;
  }
  if (reason == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
    return state::cut_off;
  }
  has_failed_ = true;
  return state::failed;
}

void tls_engine::note_progress() {
  if (is_established_ || SSL_is_init_finished(ssl_.get()) == 0) {
    return;
  }
  is_established_ = true;
  ++(SSL_session_reused(ssl_.get()) == 1 ? counts_.resumed : counts_.full);
}

}  // namespace aurawell::net
