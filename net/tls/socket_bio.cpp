#include "net/tls/socket_bio.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <cstddef>

namespace aurawell::net {
namespace {

socket_link& link_of(BIO* bio) noexcept {
  return *static_cast<socket_link*>(BIO_get_data(bio));
}

bool may_repeat(ssize_t done) noexcept {
  return done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

bool is_letter(char byte) noexcept {
  return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

int write_bytes(BIO* bio, const char* bytes, std::size_t size, std::size_t* written) {
  BIO_clear_retry_flags(bio);
  const auto& link = link_of(bio);
  if (link.socket < 0 || link.is_plain_text) {
    return 0;
  }
  const auto done = ::send(link.socket, bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  if (may_repeat(done)) {
    BIO_set_retry_write(bio);
  }
  *written = done > 0 ? static_cast<std::size_t>(done) : 0;
  return done > 0 ? 1 : 0;
}

int read_bytes(BIO* bio, char* bytes, std::size_t size, std::size_t* read) {
  BIO_clear_retry_flags(bio);
  auto& link = link_of(bio);
  if (link.socket < 0 || link.is_plain_text) {
    return 0;
  }
  const auto done = ::recv(link.socket, bytes, size, MSG_DONTWAIT);
  if (may_repeat(done)) {
    BIO_set_retry_read(bio);
  } else if (done == 0) {
    BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  }
  if (done <= 0) {
    return 0;
  }
  if (!link.has_begun) {
    link.has_begun = true;
    link.is_plain_text = is_letter(bytes[0]);
  }
  *read = static_cast<std::size_t>(done);
  return link.is_plain_text ? 0 : 1;
}

long control(BIO* bio, int command, long, void*) {
  switch (command) {
    case BIO_CTRL_EOF: return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    case BIO_CTRL_FLUSH:
    case BIO_CTRL_DUP: return 1;
    default: return 0;
  }
}

BIO_METHOD* make_method() {
  auto* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
  if (made != nullptr) {
    BIO_meth_set_write_ex(made, write_bytes);
    BIO_meth_set_read_ex(made, read_bytes);
    BIO_meth_set_ctrl(made, control);
  }
  return made;
}

}  // namespace

BIO* make_socket_bio(socket_link& link) {
  // OpenSSL's table lives as long as the process.
  static const auto* const method = make_method();
  auto* bio = method == nullptr ? nullptr : BIO_new(method);
  if (bio != nullptr) {
    BIO_set_data(bio, &link);
    BIO_set_init(bio, 1);
  }
  return bio;
}

}  // namespace aurawell::net
