#include "tests/conformance/rows/handshake.hpp"
#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

const std::vector<int> no_upgrade{400, 426};

http_rows good_lists() {
  http_rows rows{accepted("plain", handshake{}, "RFC 6455 4.2.2")
                     .with(std::string{accepted_key})
                     .cut_everywhere()};
  for (const auto* value : {"WebSocket", "WEBSOCKET", " websocket ", "foo, websocket",
                            "websocket, foo", ",websocket,"}) {
    rows.push_back(accepted(std::string{"upgrade_"} + value, handshake{}.set("Upgrade", value),
                            "RFC 6455 4.2.1"));
  }
  for (const auto* value : {"upgrade", "UPGRADE", "keep-alive, Upgrade", "Upgrade, keep-alive",
                            "upgrade,x", ",,Upgrade,,", " \tUpgrade \t"}) {
    rows.push_back(accepted(std::string{"connection_"} + value,
                            handshake{}.set("Connection", value), "RFC 6455 4.2.1"));
  }
  // Lists over several lines are one list (RFC 9110 5.3). nginx reads only the first Upgrade.
  rows.push_back(accepted("two_connections",
                          handshake{}.set("Connection", "keep-alive").add("Connection", "Upgrade"),
                          "RFC 9110 5.3"));
  rows.push_back(accepted("two_connections_other_order",
                          handshake{}.add("Connection", "keep-alive"), "RFC 9110 5.3"));
  rows.push_back(accepted(
      "three_connections",
      handshake{}.set("Connection", "a").add("connection", "b").add("CONNECTION", "upgrade"),
      "RFC 9110 5.3"));
  rows.push_back(row("handshake_two_upgrades",
                     handshake{}.set("Upgrade", "foo").add("Upgrade", "websocket").text(),
                     answered({101}), "RFC 9110 5.3")
                     .behind_gateway(replied({400, 426})));
  rows.push_back(
      accepted("two_upgrades_other_order", handshake{}.add("Upgrade", "foo"), "RFC 9110 5.3"));
  return rows;
}

http_rows bad_lists() {
  http_rows rows;
  for (const auto* value :
       {"", "h2c", "websockets", "web socket", "\"websocket\"", "websocket;q=1", "xwebsocket"}) {
    rows.push_back(denied(std::string{"upgrade_"} + value, handshake{}.set("Upgrade", value),
                          no_upgrade, "RFC 6455 4.2.1"));
  }
  for (const auto* value :
       {"", "keep-alive", "close", "upgraded", "\"Upgrade\"", "websocket", "x Upgrade"}) {
    // nginx writes this field itself.
    rows.push_back(denied(std::string{"connection_"} + value, handshake{}.set("Connection", value),
                          no_upgrade, "RFC 6455 4.2.1")
                       .behind_gateway(answered({101})));
  }
  rows.push_back(denied("upgrade_with_version", handshake{}.set("Upgrade", "websocket/13"),
                        {101, 400, 426}, "RFC 9110 7.8"));
  rows.push_back(
      denied("without_upgrade", handshake{}.drop("Upgrade"), no_upgrade, "RFC 6455 4.2.1"));
  rows.push_back(
      denied("without_connection", handshake{}.drop("Connection"), no_upgrade, "RFC 6455 4.2.1")
          .behind_gateway(answered({101})));
  rows.push_back(row("handshake_folded_upgrade",
                     handshake{}.set("Upgrade", "foo,\r\n websocket").text(), refused({400}),
                     "RFC 9112 5.2"));
  rows.push_back(row("handshake_folded_connection",
                     handshake{}.set("Connection", "keep-alive,\r\n Upgrade").text(),
                     refused({400}), "RFC 9112 5.2"));
  return rows;
}

http_rows starts() {
  const auto start = [](const std::string& line) { return handshake{}.start(line); };
  const std::string path = "/ws/chat/shaker";
  return {
      denied("post", start("POST " + path + " HTTP/1.1"), {400, 405}, "RFC 6455 4.2.1"),
      denied("put", start("PUT " + path + " HTTP/1.1"), {400, 405}, "RFC 6455 4.2.1"),
      denied("head", start("HEAD " + path + " HTTP/1.1"), {400, 405}, "RFC 6455 4.2.1")
          .answers_head(),
      denied("connect", start("CONNECT " + path + " HTTP/1.1"), {400, 404, 405, 501},
             "RFC 6455 4.2.1"),
      row("handshake_in_1_0", start("GET " + path + " HTTP/1.0").text(), refused({400, 426, 505}),
          "RFC 6455 4.2.1")
          // nginx uses HTTP/1.1 to the program.
          .behind_gateway(answered({101})),
      denied("without_user", start("GET /ws/chat/ HTTP/1.1"), {404}, "docs/protocol.md"),
      denied("without_slash", start("GET /ws/chat HTTP/1.1"), {404}, "docs/protocol.md"),
      denied("behind_user", start("GET /ws/chat/a/b HTTP/1.1"), {404}, "docs/protocol.md"),
      denied("elsewhere", start("GET /ws/other/a HTTP/1.1"), {404}, "docs/protocol.md"),
      accepted("with_query", start("GET " + path + "?a=b&&lang=en&seq=x HTTP/1.1"),
               "docs/protocol.md"),
      accepted("of_an_encoded_user", start("GET /ws/chat/sh%61ker HTTP/1.1"), "RFC 3986 2.1"),
      accepted("in_absolute_form", start("GET http://localhost" + path + " HTTP/1.1"),
               "RFC 9112 3.2.2"),
      // The server closes at once with 4001: a browser cannot read the status of a refused upgrade.
      accepted("of_a_bad_user", start("GET /ws/chat/a%20b HTTP/1.1"), "docs/protocol.md"),
      accepted("of_no_text", start("GET /ws/chat/%ff%fe HTTP/1.1"), "docs/protocol.md")
          .behind_gateway(replied({400})),
  };
}

http_rows bodies() {
  const std::string_view frame{"\x81\x80\x00\x00\x00\x00", 6};
  const auto refusal = refused({400});
  // nginx forwards only the handshake, and the following bytes as frames after the upgrade.
  const auto held_back = answered({101});
  return {
      accepted("with_length_zero", handshake{}.add("Content-Length", "0"), "RFC 6455 4.1"),
      row("handshake_with_body", handshake{}.add("Content-Length", "5").text("hello"),
          refused({400, 413}), "RFC 6455 4.1"),
      row("handshake_with_frame", handshake{}.text(frame), refusal, "docs/protocol.md")
          .behind_gateway(held_back),
      row("handshake_with_request", handshake{}.text(handshake{}.text()), refusal,
          "docs/protocol.md")
          .behind_gateway(held_back),
      row("handshake_with_empty_line", handshake{}.text("\r\n"), refusal, "docs/protocol.md")
          .behind_gateway(held_back),
      row("handshake_with_hidden_request",
          handshake{}.text("PUT /api/v1/user/profile?user_id=hidden-handshake HTTP/1.1\r\n"
                           "Host: localhost\r\nContent-Type: application/json\r\n"
                           "Content-Length: 10\r\n\r\n{\"age\":77}"),
          refusal, "docs/protocol.md")
          .behind_gateway(held_back),
      row("handshake_with_two_framings",
          handshake{}
              .add("Content-Length", "5")
              .add("Transfer-Encoding", "chunked")
              .text("0\r\n\r\n"),
          refusal, "RFC 9112 6.3"),
      row("handshake_unfinished", "GET /ws/chat/shaker HTTP/1.1\r\nUpgrade: websocket\r\n",
          dropped() | refused({400, 408}), "RFC 9112 8")
          .and_half_closes(),
      denied("that_closes", handshake{}.set("Connection", "close, Upgrade"), {101, 400, 426},
             "RFC 9110 7.8"),
  };
}

}  // namespace

http_rows handshake_rows() {
  return joined(good_lists(), bad_lists(), starts(), bodies());
}

}  // namespace aurawell::conformance
