#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

http_row host_row(const place& at, const std::string& host, outcomes right) {
  return row("host_" + host, "GET " + at.page + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
             std::move(right), "RFC 9110 7.2");
}

http_rows good_hosts(const place& at) {
  http_rows rows;
  for (const auto* host :
       {"localhost", "LOCALHOST", "localhost:80", "localhost:", "127.0.0.1", "127.0.0.1:8000",
        "[::1]", "[::1]:8000", "[0:0:0:0:0:0:0:1]", "  localhost  ", "localhost:00080"}) {
    rows.push_back(host_row(at, host, answered({200})));
  }
  return rows;
}

http_rows bad_hosts(const place& at) {
  http_rows rows;
  for (const auto* host : {"a b",
                           "a/b",
                           "a?b",
                           "a#b",
                           "a\\b",
                           "a@b",
                           "user@localhost",
                           "user:word@localhost",
                           "localhost:x",
                           "localhost:-1",
                           "localhost:+1",
                           "localhost:65536",
                           "localhost:99999999999",
                           "localhost:80:80",
                           ":80",
                           "::1",
                           "[::1",
                           "::1]",
                           "[::.",
                           "[::.]",
                           "[zz]",
                           "[]",
                           "[::1]x",
                           "[::1]:x",
                           "[::1%25eth0]",
                           "lo\"cal",
                           "a,b",
                           "localhost, localhost",
                           "http://localhost",
                           "localhost/",
                           "%zz",
                           "<a>",
                           "{a}",
                           "a|b",
                           "a^b",
                           "a`b",
                           "caf\xe9",
                           "a\tb"}) {
    rows.push_back(host_row(at, host, replied({400, 421})));
  }
  return rows;
}

/// Valid names of other servers: a false DNS answer could direct a page of such a name here.
http_rows other_hosts(const place& at) {
  http_rows rows;
  for (const auto* host : {"other.example", "localhost.other.example", "127.0.0.1.other.example",
                           "other.example:8000", "xn--caf-dma.example", "%6cocal"}) {
    rows.push_back(host_row(at, host, replied({400, 421})));
  }
  return rows;
}

http_rows numbers_of_hosts(const place& at) {
  const auto ask = [&](const std::string& version, const std::string& hosts) {
    return "GET " + at.page + " HTTP/" + version + "\r\n" + hosts + "\r\n";
  };
  const auto refusal = replied({400});
  return {
      row("no_host", ask("1.1", ""), refusal, "RFC 9112 3.2"),
      // nginx forwards the request in HTTP/1.1, without a host.
      row("no_host_in_1_0", ask("1.0", ""), refused({200}), "RFC 9112 3.2")
          .behind_gateway(refused({400})),
      row("two_hosts", ask("1.1", "Host: localhost\r\nHost: other.example\r\n"), refusal,
          "RFC 9112 3.2"),
      row("two_equal_hosts", ask("1.1", "Host: localhost\r\nHost: localhost\r\n"), refusal,
          "RFC 9112 3.2"),
      row("two_hosts_in_1_0", ask("1.0", "Host: localhost\r\nHost: localhost\r\n"), refused({400}),
          "RFC 9112 3.2"),
      row("two_hosts_apart", ask("1.1", "Host: localhost\r\nX: y\r\nhOST: localhost\r\n"), refusal,
          "RFC 9112 3.2"),
      row("host_and_empty_host", ask("1.1", "Host: localhost\r\nHost:\r\n"), refusal,
          "RFC 9112 3.2"),
      row("empty_host", ask("1.1", "Host:\r\n"), refused({400}), "docs/protocol.md"),
      row("space_behind_host", ask("1.1", "Host : localhost\r\n"), refused({400}), "RFC 9112 5.1"),
      row("bad_host_in_1_0", ask("1.0", "Host: a b\r\n"), refused({400, 421}), "RFC 9112 3.2"),
  };
}

}  // namespace

http_rows host_rows(const place& at) {
  return joined(good_hosts(at), bad_hosts(at), other_hosts(at), numbers_of_hosts(at));
}

}  // namespace aurawell::conformance
