#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

std::string ask(const place& at, const std::string& version, const std::string& lines) {
  return "GET " + at.page + " HTTP/" + version + "\r\nHost: localhost\r\n" + lines + "\r\n";
}

http_rows closing(const place& at) {
  http_rows rows;
  for (const auto* value :
       {"close", "Close", "CLOSE", " close ", "close, x", "x , close", ",close,",
        "keep-alive, close", "close, keep-alive", "x,close,keep-alive"}) {
    rows.push_back(row("connection_"s + value, at.get("Connection: "s + value + "\r\n"),
                       refused({200}), "RFC 9112 9.6"));
  }
  for (const auto* lines :
       {"Connection: x\r\nConnection: close\r\n", "Connection: close\r\nConnection: x\r\n",
        "Connection: keep-alive\r\nConnection: close\r\n",
        "Connection: close\r\nConnection: keep-alive\r\n",
        "Connection:\r\nConnection: close\r\n"}) {
    // nginx uses only the last of several lines.
    rows.push_back(row("connections_" + std::to_string(rows.size()), at.get(lines), refused({200}),
                       "RFC 9112 9.6")
                       .behind_gateway(answered({200})));
  }
  return rows;
}

http_rows persisting(const place& at) {
  http_rows rows;
  for (const auto* value : {"", "keep-alive", "Keep-Alive", "x", "closed", "not-close", "close-not",
                            ",,,", "keep-alive, keep-alive"}) {
    // nginx looks for "close" anywhere in the value.
    rows.push_back(row("connection_"s + value, at.get("Connection: "s + value + "\r\n"),
                       answered({200}), "RFC 9112 9.3")
                       .behind_gateway(refused({200})));
  }
  // Not a token, but a reader may search only for the word.
  rows.push_back(row("connection_two_words", at.get("Connection: x close\r\n"),
                     answered({200}) | refused({200, 400}), "RFC 9110 7.6.1"));
  rows.push_back(row("keep_alive_field", at.get("Keep-Alive: timeout=1, max=1\r\n"),
                     answered({200}), "RFC 9112 C.2.2"));
  rows.push_back(row("proxy_connection", at.get("Proxy-Connection: close\r\n"), answered({200}),
                     "RFC 9112 C.2.2"));
  return rows;
}

http_rows old_versions(const place& at) {
  return {
      row("1_0", ask(at, "1.0", ""), refused({200}), "RFC 9112 9.3"),
      // nginx forwards the request in HTTP/1.1, without a host.
      row("1_0_without_fields", "GET " + at.page + " HTTP/1.0\r\n\r\n", refused({200}),
          "RFC 9112 9.3")
          .behind_gateway(refused({400})),
      row("1_0_close", ask(at, "1.0", "Connection: close\r\n"), refused({200}), "RFC 9112 9.3"),
      row("1_0_keep_alive", ask(at, "1.0", "Connection: keep-alive\r\n"), answered({200}),
          "RFC 9112 C.2.2")
          .with("onnection: keep-alive"),
      row("1_0_keep_alive_in_capitals", ask(at, "1.0", "Connection: KEEP-ALIVE\r\n"),
          answered({200}), "RFC 9112 C.2.2")
          .with("onnection: keep-alive"),
      row("1_0_keep_alive_and_close", ask(at, "1.0", "Connection: keep-alive, close\r\n"),
          refused({200}), "RFC 9112 9.3"),
      row("1_0_head", "HEAD " + at.page + " HTTP/1.0\r\n\r\n", refused({200}), "RFC 9110 9.3.2")
          .answers_head()
          .behind_gateway(refused({400})),
      row("1_0_then_another", ask(at, "1.0", "") + at.get(), refused({200}), "RFC 9112 9.6"),
  };
}

http_rows pipelines(const place& at) {
  std::string twenty;
  std::vector<int> statuses;
  for (int i = 0; i < 20; ++i) {
    twenty += at.get();
    statuses.push_back(200);
  }
  auto one_after_the_other =
      row("twenty_requests", at.get(), answered_each(statuses), "RFC 9112 9.3");
  for (int i = 1; i < 20; ++i) {
    one_after_the_other.then(at.get());
  }
  return {
      row("pipeline_of_two", at.get() + at.get(), answered_each({200, 200}), "RFC 9112 9.3.2")
          .cut_everywhere(),
      row("pipeline_of_twenty", twenty, answered_each(statuses), "RFC 9112 9.3.2"),
      one_after_the_other,
      row("pipeline_behind_head",
          "HEAD " + at.page + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + at.get(),
          answered_each({200, 200}), "RFC 9112 6.3")
          .answers_head(),
      row("pipeline_behind_404", "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n" + at.get(),
          answered_each({404, 200}), "RFC 9112 9.3.2"),
      row("pipeline_behind_close", at.get("Connection: close\r\n") + at.get(), refused({200}),
          "RFC 9112 9.6"),
      row("pipeline_behind_fault", at.get("X : y\r\n") + at.get(), refused({400}), "RFC 9112 9.6"),
      row("pipeline_with_fault_behind", at.get() + at.get("X : y\r\n"),
          answered_each({200, 400}, ending::ended), "RFC 9112 9.3.2"),
  };
}

http_rows half_closing(const place& at) {
  const auto length = "Content-Length: " + std::to_string(good_body.size()) + "\r\n";
  // nginx drops a request when its client seems to have closed.
  const auto given_up = dropped() | refused({200});
  return {
      row("half_close_behind_get", at.get(), refused({200}), "RFC 9112 9.6")
          .and_half_closes()
          .behind_gateway(given_up),
      row("half_close_behind_put", at.put(length, good_body), refused({at.written}), "RFC 9112 9.6")
          .and_half_closes()
          .behind_gateway(given_up),
      row("half_close_behind_chunks",
          at.put_chunked("a\r\n" + std::string{good_body} + "\r\n0\r\n\r\n"), refused({at.written}),
          "RFC 9112 9.6")
          .and_half_closes()
          .behind_gateway(given_up),
      row("half_close_behind_two", at.get() + at.get(), answered_each({200, 200}, ending::ended),
          "RFC 9112 9.6")
          .and_half_closes()
          .behind_gateway(given_up),
      row("half_close_behind_404", "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
          refused({404}), "RFC 9112 9.6")
          .and_half_closes()
          .behind_gateway(given_up),
  };
}

}  // namespace

http_rows connection_rows(const place& at) {
  return joined(closing(at), persisting(at), old_versions(at), pipelines(at), half_closing(at));
}

}  // namespace aurawell::conformance
