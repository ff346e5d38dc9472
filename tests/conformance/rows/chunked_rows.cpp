#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

/// The good body in one chunk with this size line.
std::string with_size(const std::string& size) {
  return size + "\r\n" + std::string{good_body} + "\r\n0\r\n\r\n";
}

/// The good body, and what follows it.
std::string with_end(const std::string& end) {
  return "a\r\n" + std::string{good_body} + "\r\n" + end;
}

std::string byte_by_byte() {
  std::string text;
  for (const char byte : good_body) {
    text += "1\r\n"s + byte + "\r\n";
  }
  return text + "0\r\n\r\n";
}

http_rows good_bodies(const place& at) {
  const auto good = [&](const std::string& name, const std::string& body) {
    return row("chunks_" + name, at.put_chunked(body), replied({at.written}), "RFC 9112 7.1")
        .echoing(good_body_taken);
  };
  return {
      good("one", with_size("a")).cut_everywhere(),
      good("byte_by_byte", byte_by_byte()),
      good("two", "4\r\n{\"ag\r\n6\r\ne\":41}\r\n0\r\n\r\n"),
      good("size_in_capitals", with_size("A")),
      good("size_with_zeros", with_size("0000a")),
      good("extension", with_size("a;x=y")),
      good("extension_without_value", with_size("a;x")),
      good("extension_quoted", with_size("a;x=\"q;\\\"r\"")),
      good("extensions", with_size("a;x=y;z=\"\";w")),
      good("extension_with_blanks", with_size("a ; x = y")),
      good("extension_of_the_last", with_end("0;x=y\r\n\r\n")),
      good("last_of_many_zeros", with_end("00000\r\n\r\n")),
      good("trailer", with_end("0\r\nX: y\r\n\r\n")),
      good("trailers", with_end("0\r\nX: y\r\nX: z\r\nEmpty:\r\n\r\n")),
  };
}

http_rows odd_bodies(const place& at) {
  const auto lenient = replied({at.written}) | refused({400});
  const auto odd = [&](const std::string& name, const std::string& body) {
    return row("chunks_" + name, at.put_chunked(body), lenient, "RFC 9112 7.1");
  };
  return {
      odd("blank_behind_size", with_size("a ")),
      odd("tab_behind_size", with_size("a\t")),
      odd("empty_extension", with_size("a;")),
      odd("extension_without_name", with_size("a;=y")),
      odd("extension_with_empty_value", with_size("a;x=")),
      odd("extension_of_high_bytes", with_size("a;x=\xff")),
      odd("trailer_that_sets_a_length", with_end("0\r\nContent-Length: 5\r\n\r\n")),
      odd("trailer_that_sets_a_coding", with_end("0\r\nTransfer-Encoding: gzip\r\n\r\n")),
      odd("trailer_that_sets_a_host", with_end("0\r\nHost: other.example\r\n\r\n")),
      odd("trailer_that_closes", with_end("0\r\nConnection: close\r\n\r\n")),
      odd("trailer_with_bare_lf", with_end("0\r\nX: y\n\r\n")),
      odd("bare_lf_ends_trailer_section", with_end("0\r\n\n")),
      row("chunks_none", at.put_chunked("0\r\n\r\n"), replied({at.written, 400, 411, 415, 422}),
          "RFC 9112 7.1"),
  };
}

http_rows bad_sizes(const place& at) {
  http_rows rows;
  for (const auto* size : {"g",
                           "",
                           " ",
                           " a",
                           "-a",
                           "+a",
                           "0xa",
                           "0Xa",
                           "a.0",
                           "a a",
                           "a,a",
                           "\"a\"",
                           "ag",
                           "a=b",
                           "a/",
                           "a\v",
                           "\xef\xbc\xa1",
                           "$a",
                           "a\x01",
                           "10000000000000000",
                           "1000000000000000a",
                           "ffffffffffffffff",
                           "fffffffffffffff6",
                           "7fffffffffffffff",
                           "8000000000000000",
                           "ffffffff",
                           "100000000",
                           "10000000a",
                           "fffffffffffffffffffffffffffffffa"}) {
    const auto name = "chunks_size_" + std::to_string(rows.size());
    rows.push_back(row(name + " ("s + size + ")", at.put_chunked(with_size(size) + at.get()),
                       refused({400, 413}), "RFC 9112 7.1")
                       .behind_gateway(answered_each({at.written, 200})));
  }
  return rows;
}

http_rows bad_ends_of_lines(const place& at) {
  const auto body = std::string{good_body};
  const auto bad = [&](const std::string& name, const std::string& chunks) {
    return row("chunks_" + name, at.put_chunked(chunks + at.get()), refused({400}), "RFC 9112 7.1")
        // nginx is less strict with chunks, and forwards the body with a length.
        .behind_gateway(answered_each({at.written, 200}));
  };
  return {
      bad("bare_lf_behind_size", "a\n" + body + "\r\n0\r\n\r\n"),
      bad("bare_cr_behind_size", "a\r" + body + "\r\n0\r\n\r\n"),
      bad("bare_lf_in_extension", "a;x\ny\r\n" + body + "\r\n0\r\n\r\n"),
      bad("bare_cr_in_extension", "a;x\ry\r\n" + body + "\r\n0\r\n\r\n"),
      bad("nul_in_extension", "a;x\0y\r\n"s + body + "\r\n0\r\n\r\n"),
      bad("control_in_extension", "a;x\x01y\r\n" + body + "\r\n0\r\n\r\n"),
      bad("bare_lf_behind_data", "a\r\n" + body + "\n0\r\n\r\n"),
      bad("bare_cr_behind_data", "a\r\n" + body + "\r0\r\n\r\n"),
      bad("nothing_behind_data", "a\r\n" + body + "0\r\n\r\n"),
      bad("two_line_ends_behind_data", "a\r\n" + body + "\r\n\r\n0\r\n\r\n"),
      bad("data_longer_than_size", "9\r\n" + body + "\r\n0\r\n\r\n"),
      bad("data_shorter_than_size", "b\r\n" + body + "\r\n0\r\n\r\n"),
      bad("empty_line_before_size", "\r\n" + with_size("a")),
  };
}

http_rows bad_trailers(const place& at) {
  const auto bad = [&](const std::string& name, const std::string& trailer) {
    return row("trailer_" + name, at.put_chunked(with_end("0\r\n" + trailer + "\r\n")),
               refused({400}), "RFC 9112 7.1.2")
        // nginx ignores trailers and forwards none.
        .behind_gateway(replied({at.written}));
  };
  return {
      bad("without_colon", "X\r\n"),
      bad("without_name", ": y\r\n"),
      bad("with_space_before_colon", "X : y\r\n"),
      bad("folded", "X: y\r\n z\r\n"),
      bad("with_bad_name", "X(: y\r\n"),
      bad("with_nul", "X: y\0\r\n"s),
      bad("that_is_a_request_line", "GET / HTTP/1.1\r\n"),
  };
}

http_rows what_follows(const place& at) {
  const auto given_up = dropped() | refused({400, 408});
  const auto origin = "Origin: http://localhost:3000\r\n"s;
  http_rows rows{
      row("chunks_and_get", at.put_chunked(with_size("a")) + at.get(),
          answered_each({at.written, 200}) | refused({at.written}), "RFC 9112 9.3.2"),
      row("chunks_end_early", at.put_chunked("a\r\n{\"age\""), given_up, "RFC 9112 8")
          .and_half_closes(),
      row("chunks_end_without_last", at.put_chunked("a\r\n" + std::string{good_body} + "\r\n"),
          given_up, "RFC 9112 8")
          .and_half_closes(),
      row("chunks_end_without_empty_line", at.put_chunked(with_end("0\r\n")), given_up,
          "RFC 9112 8")
          .and_half_closes(),
  };
  if (at.has_accounts()) {
    rows.push_back(row("chunks_bad_with_origin",
                       at.put("Transfer-Encoding: chunked\r\n" + origin, "x\r\n"), refused({400}),
                       "docs/protocol.md"));
    if (!at.is_gateway()) {
      rows.back().with("Access-Control-Allow-Origin: http://localhost:3000");
    }
  }
  return rows;
}

}  // namespace

http_rows chunked_rows(const place& at) {
  return joined(good_bodies(at), odd_bodies(at), bad_sizes(at), bad_ends_of_lines(at),
                bad_trailers(at), what_follows(at));
}

}  // namespace aurawell::conformance
