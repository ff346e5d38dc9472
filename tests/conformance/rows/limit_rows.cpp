#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

/// Larger than any buffer, and than a server reads of a refused request.
constexpr std::size_t endless = 3 * 512 * 1024;

/// A valid body of this many bytes.
std::string body_of(std::size_t bytes) {
  std::string body{good_body};
  body.insert(body.size() - 1, bytes - body.size(), ' ');
  return body;
}

std::string length(std::size_t bytes) {
  return "Content-Length: " + std::to_string(bytes) + "\r\n";
}

std::string chunk(std::string_view data) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string size;
  for (auto rest = data.size(); rest > 0; rest /= 16) {
    size.insert(size.begin(), digits[rest % 16]);
  }
  return size + "\r\n" + std::string{data} + "\r\n";
}

http_rows bodies(const place& at) {
  const auto most = at.max_body_bytes;
  const auto taken = replied({at.written});
  const auto all = body_of(most);
  const auto too_long = refused({413});
  return {
      row("longest_body", at.put(length(most), all), taken, "RFC 9110 15.5.14")
          .echoing(good_body_taken),
      row("longest_body_in_one_chunk", at.put_chunked(chunk(all) + "0\r\n\r\n"), taken,
          "RFC 9110 15.5.14")
          .echoing(good_body_taken),
      row("longest_body_in_two_chunks",
          at.put_chunked(chunk(all.substr(0, most / 2)) + chunk(all.substr(most / 2)) +
                         "0\r\n\r\n"),
          taken, "RFC 9110 15.5.14")
          .echoing(good_body_taken),
      row("body_one_too_long", at.put(length(most + 1), body_of(most + 1)), too_long,
          "RFC 9110 15.5.14"),
      row("body_of_a_gigabyte", at.put(length(1U << 30U), ""), too_long, "RFC 9110 15.5.14"),
      row("chunk_one_too_long", at.put_chunked(chunk(body_of(most + 1)) + "0\r\n\r\n"), too_long,
          "RFC 9110 15.5.14"),
      row("chunk_of_a_gigabyte", at.put_chunked("40000000\r\n"), too_long, "RFC 9110 15.5.14")
          // nginx waits for the rest of a header below its own limit.
          .not_behind_gateway(),
      row("chunks_too_long_together", at.put_chunked(chunk(all) + chunk(" ") + "0\r\n\r\n"),
          too_long, "RFC 9110 15.5.14"),
      row("chunks_of_one_byte_too_many",
          at.put_chunked(repeated("1\r\n \r\n", most + 1) + "0\r\n\r\n"), refused({400, 413, 431}),
          "RFC 9110 15.5.14"),
  };
}

http_rows heads(const place& at) {
  const auto most = at.max_header_bytes;
  const auto too_long = refused({414, 431});
  const auto fields_too_long = refused({431});
  const auto good = at.get("X: \r\n").size();
  const auto start = "GET " + at.page + " HTTP/1.1\r\nHost: localhost\r\n";
  // A gateway allows each field 8 KiB.
  http_rows rows{
      row("longest_head", at.get("X: " + std::string(most - good, 'x') + "\r\n"), answered({200}),
          "RFC 6585 5")
          .behind_gateway(replied({400})),
      row("head_too_long", at.get("X: " + std::string(most, 'x') + "\r\n"), fields_too_long,
          "RFC 6585 5"),
      row("fields_too_many", at.get(repeated("X: y\r\n", most / 6)), fields_too_long, "RFC 6585 5"),
      row("target_too_long", "GET /" + std::string(most, 'x') + " HTTP/1.1\r\n\r\n", too_long,
          "RFC 9112 3"),
      row("query_too_long", "GET /?" + std::string(most, 'x') + " HTTP/1.1\r\n\r\n", too_long,
          "RFC 9112 3"),
      row("method_too_long", std::string(most, 'G') + " / HTTP/1.1\r\n\r\n",
          refused({400, 414, 431, 501}), "RFC 9112 3"),
      row("endless_head", start + "X: " + std::string(endless, 'x'), fields_too_long, "RFC 6585 5"),
      row("endless_name", start + std::string(endless, 'x'), fields_too_long | refused({400}),
          "RFC 6585 5"),
      row("endless_fields", start + repeated("X: y\r\n", endless / 6), fields_too_long,
          "RFC 6585 5"),
      row("endless_target", "GET /" + std::string(endless, 'x'), too_long, "RFC 9112 3"),
      row("endless_method", std::string(endless, 'G'), too_long | refused({400, 501}),
          "RFC 9112 3"),
      row("endless_empty_lines", repeated("\r\n", endless / 2), refused({400, 431}) | dropped(),
          "RFC 9112 2.2")
          .not_behind_gateway(),
  };
  return rows;
}

/// Bytes that the limit of the body does not count.
http_rows endless_chunks(const place& at) {
  const auto refusal = refused({400, 413, 431});
  const auto bad = [&](const std::string& name, const std::string& chunks) {
    // nginx accepts this, because it does not keep it and forwards the request with a length.
    return row("endless_" + name, at.put_chunked(chunks), refusal, "RFC 9112 7.1")
        .behind_gateway(replied({at.written}));
  };
  const auto start = "a\r\n" + std::string{good_body} + "\r\n";
  const auto end = "\r\n0\r\n\r\n";
  return {
      bad("chunk_extension",
          "a;x=" + std::string(endless, 'x') + "\r\n" + std::string{good_body} + end),
      bad("quoted_extension",
          "a;x=\"" + std::string(endless, 'x') + "\"\r\n" + std::string{good_body} + end),
      bad("list_of_extensions",
          "a" + repeated(";x=y", endless / 4) + "\r\n" + std::string{good_body} + end),
      bad("extension_of_the_last", start + "0;" + std::string(endless, 'x') + "\r\n\r\n"),
      bad("extensions_of_small_chunks",
          repeated("1;" + std::string(1000, 'x') + "\r\n \r\n", endless / 1000) + start + end),
      bad("zeros_of_a_size", std::string(endless, '0') + "a\r\n" + std::string{good_body} + end),
      bad("digits_of_a_size", std::string(endless, '1') + "\r\n" + std::string{good_body} + end),
      bad("zeros_of_the_last", start + std::string(endless, '0') + "\r\n\r\n"),
      bad("trailer", start + "0\r\nX: " + std::string(endless, 'x') + "\r\n\r\n"),
      bad("trailers", start + "0\r\n" + repeated("X: y\r\n", endless / 6) + "\r\n"),
      bad("name_of_a_trailer", start + "0\r\n" + std::string(endless, 'x') + ": y\r\n\r\n"),
  };
}

http_rows with_origin(const place& at) {
  if (!at.has_accounts()) {
    return {};
  }
  auto too_long = row("body_too_long_with_origin",
                      at.put("Origin: http://localhost:3000\r\n" + length(at.max_body_bytes + 1),
                             body_of(at.max_body_bytes + 1)),
                      refused({413}), "docs/protocol.md");
  if (!at.is_gateway()) {
    too_long.with("Access-Control-Allow-Origin: http://localhost:3000");
  }
  return {too_long};
}

}  // namespace

http_rows limit_rows(const place& at) {
  return joined(bodies(at), heads(at), endless_chunks(at), with_origin(at));
}

}  // namespace aurawell::conformance
