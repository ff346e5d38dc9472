#include "tests/conformance/rows/handshake.hpp"
#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

http_rows origins() {
  http_rows rows;
  for (const auto* origin :
       {"http://localhost", "http://localhost:3000", "https://localhost", "https://localhost:8443",
        "HTTP://LOCALHOST:3000", "http://127.0.0.1", "http://127.0.0.1:5173", "http://127.1.2.3",
        "http://[::1]", "http://[::1]:3000", "http://[0:0:0:0:0:0:0:1]", " http://localhost "}) {
    rows.push_back(accepted(std::string{"origin_"} + origin, handshake{}.add("Origin", origin),
                            "RFC 6455 10.2"));
  }
  for (const auto* origin : {"null",
                             "https://other.example",
                             "http://other.example:8000",
                             "http://localhost.other.example",
                             "http://127.0.0.1.other.example",
                             "http://other.example/localhost",
                             "file://",
                             "localhost",
                             "//localhost",
                             "http:localhost",
                             "http:/localhost",
                             "ftp://localhost",
                             "javascript:alert(1)",
                             "chrome-extension://abc",
                             "http://",
                             "http://:80",
                             "http://localhost@other.example",
                             "http://user@localhost",
                             "http://user:word@localhost",
                             "http://@localhost",
                             "http://[::1",
                             "http://[::.",
                             "http://[::.]",
                             "http://::1",
                             "http://[127.0.0.1]",
                             "http://localhost:x",
                             "http://localhost:99999",
                             "http://local host",
                             "http://localhost, http://other.example",
                             "http://other.example, http://localhost",
                             "http://localhost\\@other.example",
                             "http://0.0.0.0",
                             "http://2130706433",
                             "http://0x7f000001",
                             "http://[::ffff:10.0.0.1]"}) {
    rows.push_back(denied(std::string{"origin_"} + origin, handshake{}.add("Origin", origin),
                          {400, 403}, "RFC 6455 10.2"));
  }
  // RFC 6454 6.2 gives an origin neither path nor query.
  for (const auto* origin :
       {"http://localhost/", "http://localhost/path", "http://localhost?q", "http://localhost#f"}) {
    rows.push_back(denied(std::string{"origin_"} + origin, handshake{}.add("Origin", origin),
                          {400, 403}, "RFC 6454 6.2"));
  }
  rows.push_back(row("handshake_origin_empty", handshake{}.add("Origin", "").text(),
                     answered({101}) | replied({400, 403}), "RFC 6455 10.2"));
  rows.push_back(
      denied("two_origins",
             handshake{}.add("Origin", "http://localhost").add("Origin", "https://other.example"),
             {400, 403}, "RFC 6454 7.3"));
  rows.push_back(
      denied("two_origins_other_order",
             handshake{}.add("Origin", "https://other.example").add("Origin", "http://localhost"),
             {400, 403}, "RFC 6454 7.3"));
  rows.push_back(
      denied("two_equal_origins",
             handshake{}.add("Origin", "http://localhost").add("origin", "http://localhost"),
             {400, 403}, "RFC 6454 7.3"));
  return rows;
}

http_rows hosts() {
  http_rows rows{
      denied("without_host", handshake{}.drop("Host"), {400}, "RFC 9112 3.2"),
      denied("two_hosts", handshake{}.add("Host", "localhost"), {400}, "RFC 9112 3.2"),
      denied("two_other_hosts", handshake{}.add("Host", "other.example"), {400}, "RFC 9112 3.2"),
      accepted("own_page",
               handshake{}.set("Host", "127.0.0.1:8000").add("Origin", "http://127.0.0.1:8000"),
               "RFC 6455 10.2"),
  };
  for (const auto* host : {"a b", "user@localhost", "[::.", "localhost:x", "localhost/", "a,b"}) {
    rows.push_back(denied(std::string{"host_"} + host, handshake{}.set("Host", host), {400, 421},
                          "RFC 9110 7.2"));
  }
  // A page whose host name points here by a false DNS answer is not a page of this server.
  rows.push_back(
      denied("host_of_a_stranger",
             handshake{}.set("Host", "other.example").add("Origin", "http://other.example"),
             {400, 403, 421}, "RFC 9110 7.4"));
  return rows;
}

http_rows odd_fields() {
  return {
      accepted("with_odd_cookie", handshake{}.add("Cookie", ";=;\""), "RFC 6265 5.4"),
      accepted("with_unknown_fields", handshake{}.add("X", "").add("Sec-WebSocket-X", "y"),
               "RFC 6455 4.2.1"),
      accepted("with_early_key_names",
               handshake{}.add("Sec-WebSocket-Key1", "1 2").add("Sec-WebSocket-Key2", "3 4"),
               "RFC 6455 4.2.1"),
      accepted("with_accept_of_the_client", handshake{}.add("Sec-WebSocket-Accept", "x"),
               "RFC 6455 11.3.3")
          .with(std::string{accepted_key}),
      row("handshake_with_space_before_colon", handshake{}.add("X ", "y").text(), refused({400}),
          "RFC 9112 5.1"),
      row("handshake_with_nul", handshake{}.add("X", std::string(1, '\0')).text(), refused({400}),
          "RFC 9110 5.5"),
      row("handshake_with_expectation", handshake{}.add("Expect", "100-continue").text(),
          answered({101}) | answered_each({100, 101}) | replied({417}), "RFC 9110 10.1.1"),
      accepted("with_bad_bearer", handshake{}.add("Authorization", "Bearer abc"),
               "docs/protocol.md"),
  };
}

}  // namespace

http_rows handshake_origin_rows() {
  return joined(origins(), hosts(), odd_fields());
}

}  // namespace aurawell::conformance
