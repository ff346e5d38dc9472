#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tests/conformance/peer.hpp"

namespace aurawell::conformance {

enum class listener_kind : unsigned char { clients, operators, gateway };

/// A listener for rows, and requests that it answers with success.
struct place {
  listener_kind kind = listener_kind::clients;
  address server;
  std::size_t max_header_bytes = 0;
  std::size_t max_body_bytes = 0;
  /// A target that GET answers with 200.
  std::string page;
  /// A target for PUT with a JSON body ...
  std::string target;
  /// ... and the status then: the operators' listener accepts no body and answers 405.
  int written = 0;

  bool is_gateway() const noexcept { return kind == listener_kind::gateway; }
  bool has_accounts() const noexcept { return kind != listener_kind::operators; }

  /// Each header line ends in CRLF.
  std::string get(std::string_view header_lines = {}) const;
  std::string put(std::string_view header_lines, std::string_view body) const;
  std::string put_chunked(std::string_view body) const;
};

place clients_port(std::uint16_t port);
place operators_port(std::uint16_t port);
place gateway_socket(std::string path);

/// A valid body for `place::target`.
inline constexpr std::string_view good_body = R"({"age":41})";

/// Part of the answer to it, where it was accepted.
inline constexpr std::string_view good_body_taken = R"("age":41)";

/// A complete request inside a body. If the server processed it, it would change the profile of
/// this user, whom no other row uses.
std::string hidden_request(std::string_view user);
inline constexpr std::string_view hidden_prefix = "hidden-";
inline constexpr std::string_view hidden_request_done = R"("age":77)";

std::string repeated(std::string_view text, std::size_t times);

}  // namespace aurawell::conformance
