#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

const auto expectation = "Expect: 100-continue\r\n"s;

std::string length(std::size_t bytes) {
  return "Content-Length: " + std::to_string(bytes) + "\r\n";
}

/// Where no method has a body, a server may refuse without requesting the body. Then it must close,
/// because the body may still arrive.
http_rows waiting_clients(const place& at) {
  const auto body = std::string{good_body};
  const auto ask = [&](const std::string& name, const std::string& lines, const std::string& rest) {
    return row("expect_" + name, at.put(lines, ""),
               answered_each({100, at.written}, ending::either), "RFC 9110 10.1.1")
        .then(rest)
        .echoing(good_body_taken);
  };
  http_rows rows{
      ask("and_length", expectation + length(body.size()), body),
      ask("and_chunks", expectation + "Transfer-Encoding: chunked\r\n",
          "a\r\n" + body + "\r\n0\r\n\r\n"),
      ask("in_capitals", "EXPECT: 100-CONTINUE\r\n" + length(body.size()), body),
      ask("with_blanks", "Expect:  100-continue  \r\n" + length(body.size()), body),
  };
  if (!at.has_accounts()) {
    for (auto& one : rows) {
      one.right = one.right | refused({at.written});
    }
  }
  return rows;
}

http_rows hasty_clients(const place& at) {
  const auto body = std::string{good_body};
  const auto taken = replied({at.written}) | answered_each({100, at.written}, ending::either);
  return {
      row("expect_and_body_at_once", at.put(expectation + length(body.size()), body), taken,
          "RFC 9110 10.1.1")
          .echoing(good_body_taken),
      row("expect_and_chunks_at_once",
          at.put(expectation + "Transfer-Encoding: chunked\r\n", "a\r\n" + body + "\r\n0\r\n\r\n"),
          taken, "RFC 9110 10.1.1")
          .echoing(good_body_taken),
      row("expect_twice", at.put(expectation + expectation + length(body.size()), body),
          taken | replied({417}), "RFC 9110 10.1.1"),
      row("expect_in_1_0",
          "PUT " + at.target +
              " HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n" + expectation +
              length(body.size()) + "\r\n" + body,
          refused({at.written}), "RFC 9110 10.1.1")
          .echoing(good_body_taken),
      row("expect_and_get", at.get(expectation), answered({200}) | answered_each({100, 200}),
          "RFC 9110 10.1.1"),
      row("expect_and_length_zero", at.put(expectation + length(0), ""),
          taken | replied({400, 411, 415, 422}) | answered_each({100, 400}, ending::either),
          "RFC 9110 10.1.1"),
  };
}

http_rows refused_expectations(const place& at) {
  const auto lines = "Host: localhost\r\nContent-Type: application/json\r\n"s;
  return {
      row("expect_and_too_long_a_body", at.put(expectation + length(at.max_body_bytes + 1), ""),
          refused({413, 417}), "RFC 9110 10.1.1")
          .not_behind_gateway(),
      row("expect_and_bad_length", at.put(expectation + "Content-Length: x\r\n", ""),
          refused({400}), "RFC 9110 10.1.1"),
      row("expect_and_two_framings",
          at.put(expectation + length(5) + "Transfer-Encoding: chunked\r\n", ""), refused({400}),
          "RFC 9110 10.1.1"),
      row("expect_something_else", at.get("Expect: the-unexpected\r\n"),
          answered({200}) | replied({417}), "RFC 9110 10.1.1"),
      row("expect_something_more", at.get("Expect: 100-continue, x\r\n"),
          answered({200}) | answered_each({100, 200}) | replied({417}), "RFC 9110 10.1.1"),
      row("expect_nothing", at.get("Expect:\r\n"), answered({200}) | replied({417}),
          "RFC 9110 10.1.1"),
  };
}

}  // namespace

http_rows expect_rows(const place& at) {
  return joined(waiting_clients(at), hasty_clients(at), refused_expectations(at));
}

}  // namespace aurawell::conformance
