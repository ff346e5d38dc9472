#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <optional>
#include <string_view>

namespace aurawell::net {

/// What a proxy says before the first byte of its client: the PROXY protocol, version 2.
class proxy_header {
 public:
  enum class state : unsigned char {
    incomplete,    ///< so far right; `wanted` more bytes follow
    complete,      ///< `client` may be read
    not_there,     ///< the bytes are not a header of this protocol
    version_1,     ///< the text form of the protocol, which is not supported
    unsupported,   ///< another version, or a command or kind of address that the protocol lacks
    too_long,      ///< above the limit
    malformed,     ///< the lengths in it contradict each other
    bad_checksum,  ///< it has a checksum (CRC32c), which is of other bytes
  };

  /// Reads what has arrived. `begun` must not have bytes behind the header.
  /// @param most_bytes A longer header is refused. Addresses take up to 52 bytes, or 232 of Unix
  /// sockets; the rest are additions such as a client's certificate. Of these the checksum is
  /// verified, of the others the lengths.
  static proxy_header read(std::string_view begun, std::size_t most_bytes);

  state now() const noexcept { return state_; }

  /// Bytes that may be read at least without one of the client's being among them; 0 unless
  /// `incomplete`.
  std::size_t wanted() const noexcept { return wanted_; }

  /// The client; nothing when the proxy speaks for itself, as in a check of health, or when its
  /// client does not come over TCP. Then all that follows the fixed part is skipped unread.
  const std::optional<boost::asio::ip::address>& client() const noexcept { return client_; }

 private:
  explicit proxy_header(state now, std::size_t wanted = 0) noexcept
      : state_{now}, wanted_{wanted} {}

  state state_;
  std::size_t wanted_;
  std::optional<boost::asio::ip::address> client_;
};

/// "version_1" and so on, for the log.
std::string_view to_string(proxy_header::state now) noexcept;

}  // namespace aurawell::net
