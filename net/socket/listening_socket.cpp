#include "net/socket/listening_socket.hpp"

#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

namespace aurawell::net {
namespace {

using boost::asio::ip::tcp;

/// -1: `descriptor` is no socket.
int socket_option(int descriptor, int option) noexcept {
  int value = -1;
  socklen_t size = sizeof value;
  return ::getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

error refusal(const char* reason) {
  return {ec::bad_configuration, reason};
}

}  // namespace

std::string_view to_string(listener_role role) noexcept {
  switch (role) {
    case listener_role::clients: return "clients";
    case listener_role::redirect: return "redirect";
    case listener_role::operators: return "operators";
  }
  return "clients";
}

std::optional<listener_role> listener_role_of(std::string_view name) noexcept {
  const auto* const found = std::ranges::find(all_listener_roles, name,
                                              [](listener_role role) { return to_string(role); });
  return found == std::end(all_listener_roles) ? std::nullopt : std::optional{*found};
}

result<listening_socket> listening_socket::check(file_descriptor owned, bool kept) {
  const auto family = socket_option(owned.number(), SO_DOMAIN);
  if (family < 0) {
    return refusal("is no socket");
  }
  if ((family != AF_INET && family != AF_INET6) ||
      socket_option(owned.number(), SO_TYPE) != SOCK_STREAM ||
      socket_option(owned.number(), SO_PROTOCOL) != IPPROTO_TCP) {
    return refusal("is no TCP socket");
  }
  if (socket_option(owned.number(), SO_ACCEPTCONN) != 1) {
    return refusal("does not listen");
  }
  tcp::endpoint at;
  auto size = static_cast<socklen_t>(at.capacity());
  if (::getsockname(owned.number(), at.data(), &size) != 0) {
    return refusal("has no address");
  }
  at.resize(size);
  return listening_socket{std::move(owned), at, kept};
}

result<listening_socket> listening_socket::share() const {
  auto second = descriptor_.duplicate();
  if (!second) {
    return error{ec::unavailable, "no further file descriptor for a listener: " +
                                      std::generic_category().message(errno)};
  }
  return listening_socket{std::move(second), endpoint_, kept_};
}

bool listening_socket::is_same_socket_as(const listening_socket& other) const noexcept {
  struct stat ours {};
  struct stat theirs {};
  return ::fstat(number(), &ours) == 0 && ::fstat(other.number(), &theirs) == 0 &&
         ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

void add_if_new(std::vector<listening_socket>& to, listening_socket one) {
  const bool is_here = std::ranges::any_of(
      to, [&](const listening_socket& had) { return had.is_same_socket_as(one); });
  if (!is_here) {
    to.push_back(std::move(one));
  }
}

std::vector<listening_socket> inherited_sockets::take(listener_role role,
                                                      const tcp::endpoint& wanted) {
  std::vector<listening_socket> taken;
  auto at = wanted;
  std::erase_if(all_, [&](inherited_socket& one) {
    const auto& here = one.socket.endpoint();
    const bool fits = one.role == role && here.address() == at.address() &&
                      (at.port() == 0 || here.port() == at.port());
    if (fits) {
      at.port(here.port());
      taken.push_back(std::move(one.socket));
    }
    return fits;
  });
  return taken;
}

}  // namespace aurawell::net
