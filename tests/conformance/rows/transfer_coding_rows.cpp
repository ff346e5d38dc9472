#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

std::string coding(const std::string& value) {
  return "Transfer-Encoding: " + value + "\r\n";
}

/// Read as chunked, it is an empty body and a complete request. Read by length or without a body,
/// its first line is not a request.
std::string ambiguous_body(const std::string& name) {
  return "0\r\n\r\n" + hidden_request(name);
}

/// A server that reads no body here answers it as a request.
http_row hiding_at_once(const place& at, const std::string& name, const std::string& lines) {
  return row(name, at.put(lines, hidden_request(name)), refused({400, 501}), "RFC 9112 6.1");
}

http_row hiding(const place& at, const std::string& name, const std::string& lines,
                const std::string& section = "RFC 9112 6.1") {
  return row(name, at.put(lines, ambiguous_body(name)), refused({400, 501}), section);
}

http_rows good_codings(const place& at) {
  const auto body = "a\r\n" + std::string{good_body} + "\r\n0\r\n\r\n";
  const auto taken = replied({at.written});
  http_rows rows;
  for (const auto* value : {"chunked", "Chunked", "CHUNKED", "  chunked  "}) {
    rows.push_back(row("coding_"s + value, at.put(coding(value), body), taken, "RFC 9112 7")
                       .echoing(good_body_taken));
  }
  rows.push_back(row("coding_without_space", at.put("Transfer-Encoding:chunked\r\n", body), taken,
                     "RFC 9112 7")
                     .echoing(good_body_taken));
  rows.push_back(row("coding_of_get", at.get(coding("chunked")) + "0\r\n\r\n", replied({200}),
                     "RFC 9110 9.3.1"));
  rows.push_back(row("te_is_no_coding", at.get("TE: trailers, deflate;q=0.5\r\n"), answered({200}),
                     "RFC 9110 10.1.4"));
  rows.push_back(row("name_like_a_coding", at.get("X-Transfer-Encoding: chunked\r\n"),
                     answered({200}), "RFC 9110 5.1"));
  return rows;
}

http_rows other_codings(const place& at) {
  http_rows rows;
  for (const auto* value : {"gzip",
                            "deflate",
                            "compress",
                            "br",
                            "identity",
                            "xchunked",
                            "chunkedx",
                            "chunke",
                            "chunked1",
                            "chunked, identity",
                            "identity, chunked",
                            "gzip, chunked",
                            "chunked, gzip",
                            "chunked, chunked",
                            "chunked chunked",
                            "\"chunked\"",
                            "'chunked'",
                            "chunked;",
                            "chunked;q=1",
                            "chunked;a=b",
                            "\vchunked",
                            "chunked\v",
                            "chun ked",
                            "chunked/1",
                            "(chunked)",
                            "x",
                            "chunked\xa0",
                            "\xef\xbb\xbf"
                            "chunked",
                            ":chunked",
                            "chunked:",
                            "0",
                            "trailers"}) {
    rows.push_back(hiding(at, "coding_" + std::to_string(rows.size()), coding(value)));
    rows.back().name += " ("s + value + ", as chunked)";
    rows.push_back(hiding_at_once(at, "coding_" + std::to_string(rows.size()), coding(value)));
    rows.back().name += " ("s + value + ", as no body)";
  }
  return rows;
}

http_rows empty_codings(const place& at) {
  http_rows rows;
  for (const auto* value : {"", " ", ",", ", ,", ",chunked", "chunked,", "chunked,,"}) {
    rows.push_back(hiding(at, "coding_empty_" + std::to_string(rows.size()), coding(value)));
    rows.back().name += " ("s + value + ", as chunked)";
    rows.push_back(
        hiding_at_once(at, "coding_empty_" + std::to_string(rows.size()), coding(value)));
    rows.back().name += " ("s + value + ", as no body)";
  }
  return rows;
}

http_rows several_codings(const place& at) {
  return {
      hiding(at, "coding_twice", coding("chunked") + coding("chunked")),
      hiding(at, "coding_and_identity", coding("chunked") + coding("identity")),
      hiding(at, "identity_and_coding", coding("identity") + coding("chunked")),
      hiding(at, "coding_and_empty_one", coding("chunked") + coding("")),
      hiding(at, "empty_one_and_coding", coding("") + coding("chunked")),
      hiding(at, "gzip_and_coding", coding("gzip") + coding("chunked")),
      hiding(at, "coding_apart", coding("chunked") + "X: y\r\n" + coding("gzip")),
      hiding(at, "space_behind_coding", "Transfer-Encoding : chunked\r\n", "RFC 9112 5.1"),
      hiding(at, "tab_behind_coding", "Transfer-Encoding\t: chunked\r\n", "RFC 9112 5.1"),
      hiding(at, "nul_behind_coding", coding("chunked\0"s), "RFC 9110 5.5"),
      hiding(at, "nul_before_coding", coding("\0chunked"s), "RFC 9110 5.5"),
      hiding(at, "folded_coding_value", coding("chunked,\r\n identity"), "RFC 9112 5.2"),
      hiding(at, "bare_cr_before_coding", "X: y\rTransfer-Encoding: chunked\r\n", "RFC 9112 2.2"),
  };
}

http_rows with_length(const place& at) {
  const auto length = "Content-Length: 5\r\n"s;
  return {
      hiding(at, "length_before_coding", length + coding("chunked"), "RFC 9112 6.3"),
      hiding(at, "coding_before_length", coding("chunked") + length, "RFC 9112 6.3"),
      hiding(at, "zero_length_and_coding", "Content-Length: 0\r\n" + coding("chunked"),
             "RFC 9112 6.3"),
      hiding(at, "length_and_gzip", length + coding("gzip"), "RFC 9112 6.3"),
      hiding(at, "length_and_identity", length + coding("identity"), "RFC 9112 6.3"),
      hiding(at, "length_and_empty_coding", length + coding(""), "RFC 9112 6.3"),
      hiding(at, "length_and_comma", length + coding(","), "RFC 9112 6.3"),
      hiding(at, "bad_length_and_coding", "Content-Length: x\r\n" + coding("chunked"),
             "RFC 9112 6.3"),
      hiding(at, "two_lengths_and_coding", length + length + coding("chunked"), "RFC 9112 6.3"),
  };
}

http_rows in_old_version(const place& at) {
  const auto ask = [&](const std::string& lines, const std::string& name) {
    return "PUT " + at.target + " HTTP/1.0\r\nHost: localhost\r\n" + lines + "\r\n" +
           ambiguous_body(name);
  };
  const auto refusal = refused({400, 501});
  return {
      row("coding_in_1_0", ask(coding("chunked"), "coding_in_1_0"), refusal, "RFC 9112 6.1"),
      row("coding_in_1_0_kept_alive",
          ask("Connection: keep-alive\r\n" + coding("chunked"), "coding_in_1_0_kept_alive"),
          refusal, "RFC 9112 6.1"),
      row("coding_and_length_in_1_0",
          ask("Content-Length: 5\r\n" + coding("chunked"), "coding_and_length_in_1_0"), refusal,
          "RFC 9112 6.1"),
      row("other_coding_in_1_0", ask(coding("gzip"), "other_coding_in_1_0"), refusal,
          "RFC 9112 6.1"),
  };
}

}  // namespace

http_rows transfer_coding_rows(const place& at) {
  return joined(good_codings(at), other_codings(at), empty_codings(at), several_codings(at),
                with_length(at), in_old_version(at));
}

}  // namespace aurawell::conformance
