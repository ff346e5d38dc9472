#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/result.hpp"
#include "net/socket/file_descriptor.hpp"

namespace aurawell::net {

/// Whom a listener of the program serves.
enum class listener_role : unsigned char { clients, redirect, operators };

inline constexpr listener_role all_listener_roles[] = {
    listener_role::clients, listener_role::redirect, listener_role::operators};

/// "clients", "redirect" or "operators".
std::string_view to_string(listener_role role) noexcept;
std::optional<listener_role> listener_role_of(std::string_view name) noexcept;

/// A TCP socket that listens already. Several descriptors may belong to one socket, also in several
/// processes: they share its queue of new connections, which lasts until the last one is closed.
class listening_socket {
 public:
  /// @param kept As `is_kept`.
  /// A failure says what `owned` is instead, as the end of a sentence: "is no TCP socket".
  static result<listening_socket> check(file_descriptor owned, bool kept);

  const boost::asio::ip::tcp::endpoint& endpoint() const noexcept { return endpoint_; }

  /// Whether another process, such as systemd, keeps the socket open while this program does not
  /// run: connections that nobody accepts wait for the next process.
  bool is_kept() const noexcept { return kept_; }

  /// Another descriptor of this socket.
  result<listening_socket> share() const;

  bool is_same_socket_as(const listening_socket& other) const noexcept;

  int number() const noexcept { return descriptor_.number(); }
  /// The caller owns the descriptor from here on.
  int release() noexcept { return descriptor_.release(); }

 private:
  listening_socket(file_descriptor owned, boost::asio::ip::tcp::endpoint at, bool kept)
      : descriptor_{std::move(owned)}, endpoint_{std::move(at)}, kept_{kept} {}

  file_descriptor descriptor_;
  boost::asio::ip::tcp::endpoint endpoint_;
  bool kept_ = false;
};

/// Adds `one`, unless it is another descriptor of a socket in `to`.
void add_if_new(std::vector<listening_socket>& to, listening_socket one);

struct inherited_socket {
  listener_role role;
  listening_socket socket;
};

/// The sockets that a process starts with.
class inherited_sockets {
 public:
  void add(inherited_socket one) { all_.push_back(std::move(one)); }

  /// Removes and returns the sockets of this role that listen at `wanted`; its port 0 means any
  /// port. Sockets at different ports are never returned together.
  std::vector<listening_socket> take(listener_role role,
                                     const boost::asio::ip::tcp::endpoint& wanted);

  const std::vector<inherited_socket>& all() const noexcept { return all_; }
  bool empty() const noexcept { return all_.empty(); }

 private:
  std::vector<inherited_socket> all_;
};

}  // namespace aurawell::net
