#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "domain/result.hpp"
#include "net/socket/listening_socket.hpp"

namespace aurawell::net {

/// The environment variables by which systemd passes listening sockets (sd_listen_fds(3)).
struct activation_variables {
  std::optional<std::string> process;  ///< LISTEN_PID
  std::optional<std::string> count;    ///< LISTEN_FDS
  std::optional<std::string> names;    ///< LISTEN_FDNAMES
};

/// Reads them and removes them from the environment, so that no child process uses them. Call it
/// while there is one thread.
activation_variables take_activation_variables();

/// The use of each descriptor from the first one on; nothing passed to `self`: empty. A single
/// socket without a name of its own is for clients. A failure says what the unit must have.
result<std::vector<listener_role>> activated_roles(const activation_variables& from, pid_t self);

/// Where systemd puts the first descriptor.
inline constexpr int first_activated = 3;

/// Owns the descriptors from `first` on, in the order of `roles`, and checks them.
result<inherited_sockets> adopt_activated(const std::vector<listener_role>& roles,
                                          int first = first_activated);

}  // namespace aurawell::net
