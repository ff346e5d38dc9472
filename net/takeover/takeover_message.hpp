#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/result.hpp"
#include "net/socket/listening_socket.hpp"
#include "net/takeover/takeover_options.hpp"

namespace aurawell::net {

/// The messages by which a new process takes over from an old one, in their order. Each is one
/// packet with a JSON object. docs/decisions has the reasons.
///
///     new                          old
///      | hello ──────────────────►  |   checks version and schema
///      | ◄───────────────── sockets |   once or several times, with the descriptors
///      |   starts                   |   serves on
///      | ready ──────────────────►  |
///      | ◄────────────────── accept |
///      |   accepts clients          |
///      | accepting ──────────────►  |   closes its descriptors, begins to stop
///      | ◄──────────────── released |
///
/// The old process can send `refused` in place of each of its messages; then it serves on. It does
/// not close the connection without a last message: if it is closed so, the old process has died.
inline constexpr std::uint32_t takeover_protocol = 1;

/// From the first message to the last, all versions of the protocol can read `hello` and `refused`.
struct takeover_hello {
  std::uint32_t protocol = takeover_protocol;
  program_facts program;
};

struct takeover_sockets {
  struct entry {
    listener_role role = listener_role::clients;
    /// As `listening_socket::is_kept`.
    bool kept = false;
  };
  /// One for each descriptor of the packet, in the same order.
  std::vector<entry> entries;
  /// No further message of this kind follows.
  bool is_last = true;
};

struct takeover_ready {
  /// The listeners that the new process serves with sockets of the old one.
  std::vector<listener_role> taken;
};

struct takeover_accept {};
struct takeover_accepting {};
struct takeover_released {};

struct takeover_refused {
  /// For the operator: what is wrong and what to do.
  std::string reason;
};

using takeover_message =
    std::variant<takeover_hello, takeover_sockets, takeover_ready, takeover_accept,
                 takeover_accepting, takeover_released, takeover_refused>;

/// Texts that are longer are cut.
inline constexpr std::size_t max_version_bytes = 64;
inline constexpr std::size_t max_reason_bytes = 1'000;

/// "clients,operators"; for the log.
std::string joined_names(const std::vector<listener_role>& roles);

std::string encode(const takeover_message& message);

/// `ec::bad_format` for everything that `encode` does not write.
result<takeover_message> decode_takeover(std::string_view text);

}  // namespace aurawell::net
