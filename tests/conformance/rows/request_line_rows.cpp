#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

/// The request line, and the fields of a good request.
std::string with_line(const std::string& line) {
  return line + "\r\nHost: localhost\r\n\r\n";
}

http_rows methods(const place& at) {
  const auto method = [&](const std::string& name) {
    return with_line(name + " " + at.page + " HTTP/1.1");
  };
  http_rows rows{
      row("get", method("GET"), answered({200}), "RFC 9110 9.3.1").cut_everywhere(),
      row("head", method("HEAD"), answered({200}), "RFC 9110 9.3.2").answers_head(),
      row("options", method("OPTIONS"), replied({200, 204, 405}), "RFC 9110 9.3.7"),
      row("trace", method("TRACE"), replied({405, 501}), "RFC 9110 9.3.8"),
      row("method_in_small_letters", method("get"), replied({400, 405, 501}), "RFC 9110 9.1"),
      row("method_in_mixed_letters", method("Get"), replied({400, 405, 501}), "RFC 9110 9.1"),
      row("method_unknown", method("BREW"), replied({405, 501}), "RFC 9110 9.1"),
      row("method_of_web_dav", method("PROPFIND"), replied({405, 501}), "RFC 9110 9.1"),
      row("method_with_hyphen", method("M-SEARCH"), replied({405, 501}), "RFC 9110 5.6.2"),
      row("method_of_all_token_characters", method("A!#$%&'*+-.^_`|~0"), replied({400, 405, 501}),
          "RFC 9110 5.6.2"),
      row("method_missing", " " + at.page + " HTTP/1.1\r\n\r\n", refused({400}), "RFC 9112 3"),
      row("method_quoted", method("\"GET\""), refused({400}), "RFC 9110 5.6.2")};
  for (const char bad : "(),/:;<=>?@[\\]{}\"\x01\x7f\x80\xff"s) {
    rows.push_back(row("method_with_byte_" + std::to_string(static_cast<unsigned char>(bad)),
                       method("G"s + bad + "T"), refused({400}), "RFC 9110 5.6.2"));
  }
  rows.push_back(row("method_with_nul", method("G\0T"s), refused({400}), "RFC 9110 5.6.2"));
  return rows;
}

http_rows versions(const place& at) {
  const auto get = [&](const std::string& version) {
    return with_line("GET " + at.page + " " + version);
  };
  const auto bad_version = refused({400, 505});
  http_rows rows{
      row("version_1_0", get("HTTP/1.0"), refused({200}), "RFC 9112 9.3"),
      row("version_1_2", get("HTTP/1.2"), answered({200}) | bad_version, "RFC 9110 2.5")};
  for (const auto* version :
       {"HTTP/2.0",  "HTTP/3.0",  "HTTP/0.9", "HTTP/9.9",  "HTTP/01.1", "HTTP/11.1",
        "HTTP/1.",   "HTTP/1",    "HTTP/.1",  "HTTP/",     "HTTP/1,1",  "HTTP/1:1",
        "HTTP/-1.1", "HTTP/1.1x", "HTTP/a.b", "HTTP /1.1", "HTTP/ 1.1", "HTTP\\1.1",
        "HTTPS/1.1", "XTTP/1.1",  "http/1.1", "Http/1.1",  "SIP/2.0",   "HTTP/1.1 HTTP/1.1"}) {
    rows.push_back(row("version_"s + version, get(version), bad_version, "RFC 9112 2.3"));
  }
  // nginx treats any minor version as 1.1.
  rows.push_back(row("version_1_10", get("HTTP/1.10"), bad_version, "RFC 9112 2.3")
                     .behind_gateway(answered({200})));
  // nginx answers HTTP/0.9 without a head, as that version requires.
  for (const auto& line : {"GET " + at.page, "GET " + at.page + " "}) {
    rows.push_back(row("version_missing_" + std::to_string(line.size()), with_line(line),
                       bad_version, "RFC 9112 3")
                       .not_behind_gateway());
  }
  return rows;
}

http_rows spaces(const place& at) {
  const auto lenient = answered({200}) | refused({400});
  return {
      row("two_spaces_before_target", with_line("GET  " + at.page + " HTTP/1.1"), lenient,
          "RFC 9112 3"),
      row("two_spaces_before_version", with_line("GET " + at.page + "  HTTP/1.1"), lenient,
          "RFC 9112 3"),
      row("tab_before_target", with_line("GET\t" + at.page + " HTTP/1.1"), lenient, "RFC 9112 3"),
      row("tab_before_version", with_line("GET " + at.page + "\tHTTP/1.1"), lenient, "RFC 9112 3"),
      row("space_before_method", with_line(" GET " + at.page + " HTTP/1.1"), lenient, "RFC 9112 3"),
      row("space_after_version", with_line("GET " + at.page + " HTTP/1.1 "), lenient, "RFC 9112 3"),
      row("only_spaces", "   \r\n\r\n", refused({400}), "RFC 9112 3"),
      row("vertical_tab_before_version", with_line("GET " + at.page + "\vHTTP/1.1"),
          refused({400, 505}) | lenient, "RFC 9112 3"),
      row("no_spaces", with_line("GET" + at.page + "HTTP/1.1"), refused({400}), "RFC 9112 3"),
  };
}

http_rows lines(const place& at) {
  const auto lenient = answered({200}) | refused({400});
  const auto line = "GET " + at.page + " HTTP/1.1";
  return {
      row("empty_line_first", "\r\n" + at.get(), answered({200}), "RFC 9112 2.2").cut_everywhere(),
      row("two_empty_lines_first", "\r\n\r\n" + at.get(), answered({200}), "RFC 9112 2.2"),
      row("empty_line_between_requests", at.get() + "\r\n" + at.get(), answered_each({200, 200}),
          "RFC 9112 2.2"),
      row("bare_lf_first", "\n" + at.get(), lenient, "RFC 9112 2.2"),
      row("bare_cr_first", "\r" + at.get(), lenient, "RFC 9112 2.2"),
      row("bare_lf_ends_lines", line + "\nHost: localhost\n\n", lenient, "RFC 9112 2.2"),
      row("bare_lf_ends_request_line", line + "\nHost: localhost\r\n\r\n", lenient, "RFC 9112 2.2"),
      row("bare_cr_ends_request_line", line + "\rHost: localhost\r\n\r\n", refused({400, 505}),
          "RFC 9112 2.2"),
      row("bare_cr_in_request_line", with_line("GET " + at.page + "\r HTTP/1.1"), lenient,
          "RFC 9112 2.2"),
      row("two_cr_end_request_line", line + "\r\r\nHost: localhost\r\n\r\n",
          lenient | refused({505}), "RFC 9112 2.2"),
      row("only_empty_lines_and_end", "\r\n\r\n\r\n", dropped() | refused({400}), "RFC 9112 2.2")
          .and_half_closes(),
      row("nothing_and_end", "", dropped(), "RFC 9112 8").and_half_closes(),
  };
}

http_rows other_protocols() {
  const auto refusal = refused({400, 505}) | dropped();
  return {
      row("http_2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", refusal, "RFC 9113 3.4"),
      row("tls_client_hello",
          "\x16\x03\x01\x00\x2e\x01\x00\x00\x2a\x03\x03"s + std::string(32, 'r') + "\r\n\r\n",
          refusal, "RFC 9112 2.2"),
      row("socks_5", "\x05\x01\x00\r\n\r\n"s, refusal, "RFC 9112 2.2"),
      row("proxy_protocol", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n\r\n", refusal, "RFC 9112 3"),
      row("status_line", "HTTP/1.1 200 OK\r\n\r\n", refusal, "RFC 9112 3"),
      row("smtp", "EHLO localhost\r\n\r\n", refusal, "RFC 9112 3"),
      row("zeros", std::string(64, '\0') + "\r\n\r\n", refusal, "RFC 9112 2.2"),
      row("high_bytes", std::string(64, '\xff') + "\r\n\r\n", refusal, "RFC 9112 2.2"),
      row("json", "{\"a\":1}\r\n\r\n", refusal, "RFC 9112 3"),
  };
}

}  // namespace

http_rows request_line_rows(const place& at) {
  return joined(methods(at), versions(at), spaces(at), lines(at), other_protocols());
}

}  // namespace aurawell::conformance
