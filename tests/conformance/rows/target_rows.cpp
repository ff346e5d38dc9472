#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

using namespace std::string_literals;

std::string ask(const std::string& method, const std::string& target,
                const std::string& host = "localhost") {
  return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

http_rows absolute_forms(const place& at) {
  const auto get = [&](const std::string& prefix) { return ask("GET", prefix + at.page); };
  const auto another_host = replied({400, 421});
  const auto same_host = answered({200}) | replied({400, 404, 421});
  return {
      row("absolute_form", get("http://localhost"), answered({200}), "RFC 9112 3.2.2"),
      row("absolute_form_scheme_in_capitals", get("HTTP://localhost"), answered({200}),
          "RFC 9110 4.2.3"),
      row("absolute_form_with_port", get("http://localhost:80"), same_host, "RFC 9112 3.2.2"),
      row("absolute_form_without_path", ask("GET", "http://localhost"), answered({200}),
          "RFC 9112 3.2.1"),
      row("absolute_form_with_query_only", ask("GET", "http://localhost?a=1"), answered({200}),
          "RFC 9112 3.2.2"),
      row("absolute_form_other_host_in_target", get("http://other.example"), another_host,
          "RFC 9112 3.2.2")
          .behind_gateway(same_host),
      row("absolute_form_other_host_in_field",
          ask("GET", "http://localhost" + at.page, "other.example"), another_host,
          "RFC 9112 3.2.2"),
      row("absolute_form_https", get("https://localhost"), same_host, "RFC 9110 7.4"),
      row("absolute_form_user", get("http://user:word@localhost"), another_host, "RFC 9110 4.2.4"),
      row("absolute_form_empty_host", get("http://"), another_host, "RFC 9110 4.2.1"),
      row("absolute_form_other_scheme", get("ftp://localhost"), another_host, "RFC 9110 7.4")
          .behind_gateway(same_host),
      row("absolute_form_open_bracket", get("http://[::."), another_host, "RFC 9110 4.2.1"),
  };
}

http_rows odd_forms(const place& at) {
  const auto nothing_there = replied({400, 404});
  const auto not_done = replied({400, 404, 405, 501});
  return {
      row("authority_form_of_get", ask("GET", "localhost:80"), nothing_there, "RFC 9112 3.2.3"),
      row("connect", ask("CONNECT", "localhost:80"), not_done, "RFC 9110 9.3.6"),
      row("connect_with_path", ask("CONNECT", at.page), not_done, "RFC 9112 3.2.3"),
      row("asterisk_of_get", ask("GET", "*"), nothing_there, "RFC 9112 3.2.4"),
      row("asterisk_of_options", ask("OPTIONS", "*"), replied({200, 204, 400, 404, 405}),
          "RFC 9112 3.2.4"),
      row("no_slash", ask("GET", "page"), nothing_there, "RFC 9112 3.2.1"),
      row("only_question_mark", ask("GET", "?a=1"), nothing_there, "RFC 9112 3.2.1"),
      row("fragment", ask("GET", at.page + "#part"), answered({200}) | nothing_there,
          "RFC 9112 3.2.1"),
      row("empty_query", ask("GET", at.page + "?"), answered({200}), "RFC 3986 3.4"),
      row("odd_query", ask("GET", at.page + "?&&=&a=b=c&&a"), answered({200}), "RFC 3986 3.4"),
      row("two_slashes", ask("GET", "/" + at.page), answered({200}) | nothing_there,
          "RFC 3986 3.3"),
      row("encoded_letter", ask("GET", "/%" + at.page.substr(1)), nothing_there, "RFC 3986 2.1"),
      row("half_an_escape", ask("GET", "/%"), nothing_there, "RFC 3986 2.1"),
      row("wrong_escape", ask("GET", "/%zz"), nothing_there, "RFC 3986 2.1"),
      row("escaped_nul", ask("GET", "/%00"), nothing_there, "RFC 3986 7.3"),
      row("escaped_dots", ask("GET", "/%2e%2e/%2e%2e/etc/passwd"), nothing_there, "RFC 3986 7.3"),
      row("dots", ask("GET", "/../../etc/passwd"), nothing_there, "RFC 3986 5.2.4"),
      row("backslashes", ask("GET", "/..\\..\\etc\\passwd"), nothing_there, "RFC 3986 3.3"),
      row("overlong_slash", ask("GET", "/..%c0%af..%c0%afetc/passwd"), nothing_there,
          "RFC 3629 10"),
      row("brackets_and_braces", ask("GET", "/<>[]{}|^`"), nothing_there, "RFC 3986 2"),
  };
}

http_rows odd_bytes(const place&) {
  const auto refused_or_unknown = refused({400}) | replied({404});
  return {
      row("target_with_space", ask("GET", "/a b"), refused({400, 505}), "RFC 9112 3"),
      row("target_with_nul", ask("GET", "/a\0b"s), refused({400}), "RFC 9112 3.2"),
      row("target_with_control", ask("GET", "/a\x01"), refused({400}), "RFC 9112 3.2"),
      row("target_with_escape", ask("GET", "/a\x1b[31m"), refused({400}), "RFC 9112 3.2"),
      row("target_with_del", ask("GET", "/a\x7f"), refused({400}), "RFC 9112 3.2"),
      row("target_with_lf", ask("GET", "/a\nb"), refused({400, 505}), "RFC 9112 3.2")
          .not_behind_gateway(),
      row("target_with_utf_8", ask("GET", "/caf\xc3\xa9"), refused_or_unknown, "RFC 9112 3.2"),
      row("target_with_latin_1", ask("GET", "/caf\xe9"), refused_or_unknown, "RFC 9112 3.2"),
  };
}

}  // namespace

http_rows target_rows(const place& at) {
  return joined(absolute_forms(at), odd_forms(at), odd_bytes(at));
}

}  // namespace aurawell::conformance
