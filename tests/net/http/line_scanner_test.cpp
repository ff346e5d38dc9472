#include "net/http/line_scanner.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace aurawell::net {
namespace {

using namespace std::string_literals;
using scan_step = line_scanner::step;

/// The first step that is not `more`; `more` when there is none. It must come with the last byte.
scan_step scan(std::string_view text,
               line_scanner::section section = line_scanner::section::request_head) {
  line_scanner scanner{section};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto seen = scanner.next(text[i]);
    if (seen != scan_step::more) {
      EXPECT_EQ(i + 1, text.size()) << text.substr(0, 200);
      return seen;
    }
  }
  return scan_step::more;
}

scan_step scan_trailers(std::string_view text) {
  return scan(text, line_scanner::section::trailers);
}

std::string field_lines(std::size_t count) {
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    lines += "a: b\r\n";
  }
  return lines;
}

TEST(line_scanner, finds_the_end_of_a_head) {
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), scan_step::end);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\n\r\n"), scan_step::end);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nEmpty:\r\nX:\t\xC3\xA4\r\n\r\n"), scan_step::end);
  EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: x\r\n"), scan_step::more);
}

TEST(line_scanner, tells_an_empty_line_before_the_request) {
  EXPECT_EQ(scan("\r\n"), scan_step::blank_line);
  line_scanner scanner{line_scanner::section::request_head};
  for (const char byte : "\r\n\r\nGET / HTTP/1.1\r\n\r"s) {
    EXPECT_NE(scanner.next(byte), scan_step::malformed);
  }
  EXPECT_EQ(scanner.next('\n'), scan_step::end);
}

TEST(line_scanner, refuses_lines_that_another_reader_could_understand_otherwise) {
  for (const auto& text : {"\n"s,
                           " "s,
                           "\t"s,
                           "\0"s,
                           "\x16"s,
                           "\r\r"s,
                           "\rG"s,
                           "GET /\n"s,
                           "GET /\r\r"s,
                           "GET /\rx"s,
                           "GET /\0"s,
                           "GET /\x7F"s,
                           "G / H\r\n "s,
                           "G / H\r\n\t"s,
                           "G / H\r\n:"s,
                           "G / H\r\nHost "s,
                           "G / H\r\nHost\r"s,
                           "G / H\r\nHo\xC3"s,
                           "G / H\r\nHost\t"s,
                           "G / H\r\n("s,
                           "G / H\r\na: b\r\n "s,
                           "G / H\r\na: b\r\n\t"s,
                           "G / H\r\na: b\n"s,
                           "G / H\r\na: b\r\r"s,
                           "G / H\r\na: \0"s,
                           "G / H\r\na: \x01"s,
                           "G / H\r\na: \x7F"s,
                           "G / H\r\n\r\r"s,
                           "G / H\r\n\rx"s}) {
    EXPECT_EQ(scan(text), scan_step::malformed) << text;
  }
}

TEST(line_scanner, bounds_fields_and_lines) {
  const auto most = field_lines(line_scanner::max_fields);
  EXPECT_EQ(scan("G / H\r\n" + most + "\r\n"), scan_step::end);
  EXPECT_EQ(scan("G / H\r\n" + most + "a"), scan_step::too_long);
  EXPECT_EQ(scan_trailers(most + "\r\n"), scan_step::end);
  EXPECT_EQ(scan_trailers(most + "a"), scan_step::too_long);
  const std::string line(line_scanner::max_line_bytes - 2, 'x');
  EXPECT_EQ(scan(line + "\r\na:" + line.substr(2) + "\r\n\r\n"), scan_step::end);
  EXPECT_EQ(scan(line + "\r\na:" + line.substr(2) + "xxx"), scan_step::too_long);
  EXPECT_EQ(scan(line + "xxx"), scan_step::too_long);
}

TEST(line_scanner, reads_trailers_without_a_request_line) {
  EXPECT_EQ(scan_trailers("\r\n"), scan_step::end);
  EXPECT_EQ(scan_trailers("a: b\r\n\r\n"), scan_step::end);
  EXPECT_EQ(scan_trailers("GET "), scan_step::malformed);
  EXPECT_EQ(scan_trailers("\n"), scan_step::malformed);
  EXPECT_EQ(scan_trailers("a: b\r\n "), scan_step::malformed);
}

}  // namespace
}  // namespace aurawell::net
