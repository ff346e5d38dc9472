#include <string>

#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/joined.hpp"

namespace aurawell::conformance {
namespace {

std::string length(const std::string& value) {
  return "Content-Length: " + value + "\r\n";
}

/// A body that is a complete request: it must not be answered.
http_row hiding(const place& at, const std::string& name, const std::string& lines, outcomes right,
                const std::string& section) {
  return row(name, at.put(lines, hidden_request(name)), std::move(right), section);
}

http_rows good_lengths(const place& at) {
  const auto taken = replied({at.written});
  const auto size = std::to_string(good_body.size());
  const auto good = [&](const std::string& name, const std::string& lines, outcomes right) {
    return row(name, at.put(lines, good_body), std::move(right), "RFC 9112 6.2")
        .echoing(good_body_taken);
  };
  return {
      good("length", length(size), taken).cut_everywhere(),
      // nginx does not accept a tab as a blank.
      good("length_with_blanks", "Content-Length:\t " + size + " \r\n", taken)
          .behind_gateway(refused({400})),
      good("length_with_zeros", length("000" + size), taken | refused({400})),
      good("length_in_capitals", "CONTENT-LENGTH: " + size + "\r\n", taken),
      good("length_twice_the_same", length(size) + length(size), taken | refused({400})),
      good("length_listed_twice", length(size + ", " + size), taken | refused({400})),
      row("length_zero", at.put(length("0"), ""), replied({at.written, 400, 411, 415, 422}),
          "RFC 9112 6.2"),
      row("no_length", at.put("", ""), replied({at.written, 400, 411, 415, 422}), "RFC 9112 6.3"),
      row("length_of_get", at.get("Content-Type: application/json\r\n" + length("2")) + "{}",
          replied({200, 400, 405, 415}), "RFC 9110 9.3.1"),
      row("two_puts", at.put(length(size), good_body) + at.put(length(size), good_body),
          answered_each({at.written, at.written}) | refused({at.written}), "RFC 9112 9.3.2"),
      row("put_and_get", at.put(length(size), good_body) + at.get(),
          answered_each({at.written, 200}) | refused({at.written}), "RFC 9112 9.3.2"),
  };
}

http_rows bad_lengths(const place& at) {
  http_rows rows;
  for (const auto* value :
       {"+10",    "-10",   "-0",     "+0",  "0x10",     "1 0",  "10 10",   "10,",
        ",10",    "10;",   "10.0",   "1e1", "10a",      "a",    "",        " ",
        "10, 11", "0, 10", "\"10\"", "1_0", "\xc2\xb9", "10\v", "10, abc", "10;a=b"}) {
    rows.push_back(hiding(at, "length_" + std::to_string(rows.size()), length(value),
                          refused({400}), "RFC 9112 6.3"));
    rows.back().name += std::string{" ("} + value + ")";
  }
  return rows;
}

/// Numbers that overflow to small values in some integer type.
http_rows huge_lengths(const place& at) {
  http_rows rows;
  for (const auto* value : {"2147483648", "4294967296", "4294967306", "9223372036854775807",
                            "9223372036854775808", "18446744073709551615", "18446744073709551616",
                            "18446744073709551626", "340282366920938463463374607431768211466",
                            "99999999999999999999999999999999999999999999"}) {
    rows.push_back(hiding(at, "length_huge_" + std::string{value}, length(value),
                          refused({400, 413}), "RFC 9110 8.6"));
  }
  rows.push_back(hiding(at, "length_of_many_digits", length(std::string(2000, '9')),
                        refused({400, 413, 431}), "RFC 9110 8.6"));
  return rows;
}

http_rows several_lengths(const place& at) {
  const auto refusal = refused({400});
  return {
      hiding(at, "lengths_differ", length("0") + length("10"), refusal, "RFC 9112 6.3"),
      hiding(at, "lengths_differ_the_other_way", length("10") + length("0"), refusal,
             "RFC 9112 6.3"),
      hiding(at, "lengths_apart", length("0") + "X: y\r\n" + length("10"), refusal, "RFC 9112 6.3"),
      hiding(at, "three_lengths", length("0") + length("0") + length("10"), refusal,
             "RFC 9112 6.3"),
      hiding(at, "length_and_bad_length", length("0") + length("x"), refusal, "RFC 9112 6.3"),
      hiding(at, "length_and_empty_length", length("0") + length(""), refusal, "RFC 9112 6.3"),
      hiding(at, "space_behind_length", "Content-Length : 10\r\n", refusal, "RFC 9112 5.1"),
      hiding(at, "nul_behind_length", length("10" + std::string(1, '\0')), refusal, "RFC 9110 5.5"),
  };
}

http_rows unfinished(const place& at) {
  const auto given_up = dropped() | refused({400, 408});
  return {
      row("body_too_short", at.put(length("20"), good_body), given_up, "RFC 9112 8")
          .and_half_closes(),
      row("head_unfinished", "GET " + at.page + " HTTP/1.1\r\nHost: localhost\r\n", given_up,
          "RFC 9112 8")
          .and_half_closes(),
      row("line_unfinished", "GET /", given_up, "RFC 9112 8").and_half_closes(),
      row("second_head_unfinished", at.get() + "GET /",
          refused({200}) | answered_each({200, 400}, ending::ended) |
              answered_each({200, 408}, ending::ended),
          "RFC 9112 8")
          .and_half_closes()
          .behind_gateway(dropped()),
      row("body_too_long", at.put(length("10"), std::string{good_body} + "{}\r\n\r\n"),
          answered_each({at.written, 400}, ending::ended) | refused({at.written}), "RFC 9112 6.3"),
      row("body_where_none_is_expected", at.get() + "0\r\n\r\n",
          answered_each({200, 400}, ending::ended), "RFC 9112 6.3"),
      hiding(at, "body_of_a_refused_request", "X : y\r\n", refused({400}), "RFC 9112 9.6"),
  };
}

http_rows refused_with_a_body(const place& at) {
  const auto hidden = hidden_request("behind_404");
  const auto lines = "Host: localhost\r\n" + length(std::to_string(hidden.size())) + "\r\n";
  return {
      row("body_where_nothing_is_served", "PUT /nowhere HTTP/1.1\r\n" + lines + hidden,
          replied({404, 405}), "RFC 9112 9.3"),
      row("body_of_unknown_method", "BREW " + at.page + " HTTP/1.1\r\n" + lines + hidden,
          replied({405, 501}), "RFC 9112 9.3"),
      row("body_of_head", "HEAD " + at.page + " HTTP/1.1\r\n" + lines + hidden,
          replied({200, 400, 405, 415}), "RFC 9110 9.3.2")
          .answers_head(),
      row("body_of_get", "GET " + at.page + " HTTP/1.1\r\n" + lines + hidden,
          replied({200, 400, 405, 415}), "RFC 9110 9.3.1"),
  };
}

}  // namespace

http_rows length_rows(const place& at) {
  return joined(good_lengths(at), bad_lengths(at), huge_lengths(at), several_lengths(at),
                unfinished(at), refused_with_a_body(at));
}

}  // namespace aurawell::conformance
