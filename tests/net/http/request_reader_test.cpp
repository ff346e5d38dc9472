#include "net/http/request_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace aurawell::net {
namespace {

using namespace std::string_literals;
using state = request_reader::state;

constexpr request_limits small_limits{.head_bytes = 400, .body_bytes = 100};

/// Feeds `first` bytes, then the rest one by one, until the request ends; returns the number of
/// used bytes.
std::size_t feed(request_reader& reader, std::string_view text, std::size_t first) {
  auto used = reader.take(text.substr(0, first));
  while (used < text.size() && reader.now() != state::complete && reader.now() != state::failed) {
    const auto more = reader.take(text.substr(used, 1));
    EXPECT_EQ(more, reader.now() == state::failed ? more : 1U);
    used += more;
  }
  return used;
}

struct outcome {
  state end;
  request_fault fault;
  std::string target;
  std::string origin;
  std::string body;
  std::size_t used;

  bool operator==(const outcome&) const = default;
};

outcome read(std::string_view text, std::size_t first) {
  request_reader reader{small_limits};
  const auto used = feed(reader, text, first);
  auto& request = reader.request();
  return {reader.now(),
          reader.fault(),
          std::string{request.target()},
          std::string{request["Origin"]},
          request.body(),
          used};
}

/// Expects the same of every split.
outcome read_every_way(std::string_view text) {
  auto whole = read(text, text.size());
  for (std::size_t first = 0; first < text.size(); ++first) {
    EXPECT_EQ(read(text, first), whole) << text << " split at " << first;
  }
  return whole;
}

TEST(request_reader, reads_a_request_and_leaves_what_follows) {
  const std::string bodies[][2] = {
      {"\r\n", ""},
      {"Content-Length: 0\r\n\r\n", ""},
      {"Content-Length: 5\r\n\r\nhello", "hello"},
      {"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x\r\nllo\r\n0\r\nA: b\r\n\r\n", "hello"},
      {"Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello", "hello"},
  };
  for (const auto& [rest, body] : bodies) {
    const auto text = "\r\n\r\nPOST /a HTTP/1.1\r\nHost: x\r\nOrigin: o\r\n" + rest;
    const auto result = read_every_way(text + "GET /b HTTP/1.1\r\n\r\n");
    EXPECT_EQ(result.end, state::complete) << rest;
    EXPECT_EQ(result.target, "/a");
    EXPECT_EQ(result.origin, "o");
    EXPECT_EQ(result.body, body);
    EXPECT_EQ(result.used, text.size());
  }
}

TEST(request_reader, reads_several_lines_of_a_list_as_one) {
  request_reader reader{small_limits};
  reader.take(
      "GET http://localhost?x HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n"
      "Accept-Encoding: gzip\r\nIf-None-Match: \"a\"\r\nIf-None-Match: \"b\"\r\n\r\n");
  ASSERT_EQ(reader.now(), state::complete);
  EXPECT_EQ(reader.request()["Accept-Encoding"], "br, gzip");
  EXPECT_EQ(reader.request()["If-None-Match"], "\"a\", \"b\"");
  EXPECT_EQ(reader.request().target(), "http://localhost/?x");
}

TEST(request_reader, refuses_what_is_no_request) {
  for (const auto& text : {"\x16\x03\x01\x02"s,
                           "GET\r\n\r\n"s,
                           "GET /\r\n\r\n"s,
                           "GET / HTTP/0.9\r\n\r\n"s,
                           "GET / HTTP/2.0\r\n\r\n"s,
                           "GET / HTTP/1.2\r\n\r\n"s,
                           "GET / http/1.1\r\n\r\n"s,
                           "GET / HTTP/1.1 \r\n\r\n"s,
                           "GET  / HTTP/1.1\r\n\r\n"s,
                           "GET /a b HTTP/1.1\r\n\r\n"s,
                           "GET / HTTP/1.1\nHost: x\n\n"s,
                           "G(T / HTTP/1.1\r\n\r\n"s,
                           "GET / HTTP/1.1\r\nHost : x\r\n\r\n"s,
                           "GET / HTTP/1.1\r\na: b\r\n c\r\n\r\n"s,
                           "GET / HTTP/1.1\r\nContent-Length: +5\r\n\r\n"s,
                           "GET / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"s,
                           "GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"s,
                           "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"s,
                           "GET * HTTP/1.1\r\n\r\n"s,
                           "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx"s}) {
    const auto result = read_every_way(text);
    EXPECT_EQ(result.end, state::failed) << text;
    EXPECT_EQ(result.fault, request_fault::malformed) << text;
  }
}

TEST(request_reader, bounds_all_that_it_takes) {
  const auto head = "POST / HTTP/1.1\r\nHost: x\r\n"s;
  const auto chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string long_text(400, 'x');
  const std::pair<std::string, request_fault> cases[] = {
      {"GET /" + long_text, request_fault::head_too_long},
      {head + "A: " + long_text, request_fault::head_too_long},
      {head + "Content-Length: 101\r\n\r\n", request_fault::body_too_long},
      {head + "Content-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n",
       request_fault::body_too_long},
      {chunked + "65\r\n", request_fault::body_too_long},
      {chunked + "5;" + long_text, request_fault::head_too_long},
      {chunked + "0\r\nA: " + long_text, request_fault::head_too_long},
      {"\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n", request_fault::malformed},
  };
  for (const auto& [text, fault] : cases) {
    const auto result = read_every_way(text);
    EXPECT_EQ(result.end, state::failed) << text;
    EXPECT_EQ(result.fault, fault) << text;
  }
}

TEST(request_reader, takes_a_head_of_just_the_limit) {
  auto head = "GET / HTTP/1.1\r\nA: "s;
  head += std::string(small_limits.head_bytes - head.size() - 4, 'x') + "\r\n\r\n";
  EXPECT_EQ(read_every_way(head).end, state::complete);
}

TEST(request_reader, counts_no_empty_line_before_a_head_however_it_is_cut) {
  const std::string start = "GET / HTTP/1.1\r\nA: ";
  const auto head =
      start + std::string(small_limits.head_bytes - start.size() - 4, 'a') + "\r\n\r\n";
  const auto text = "\r\n\r\n" + head;
  for (std::size_t first = 0; first <= text.size(); ++first) {
    EXPECT_EQ(read(text, first).end, state::complete) << first;
    EXPECT_EQ(read("\r\n" + start + "b" + head.substr(start.size()), first).fault,
              request_fault::head_too_long)
        << first;
  }
}

TEST(request_reader, keeps_what_it_could_read_of_a_request_that_failed) {
  const auto too_long =
      read_every_way("GET /api/a HTTP/1.1\r\nOrigin: o\r\nA: " + std::string(400, 'x'));
  EXPECT_EQ(too_long.target, "/api/a");
  EXPECT_EQ(too_long.origin, "o");
  EXPECT_EQ(read_every_way("GET /a HTTP/1.1\r\nOrigin: o\r\nB : c\r\n\r\n").origin, "o");
}

TEST(request_reader, says_once_that_the_client_waits) {
  const auto head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"s;
  request_reader waiting{small_limits};
  waiting.take(head);
  EXPECT_TRUE(waiting.is_continue_due());
  EXPECT_FALSE(waiting.is_continue_due());
  request_reader eager{small_limits};
  eager.take(head + "h");
  EXPECT_FALSE(eager.is_continue_due()) << "the body is on its way";
  request_reader plain{small_limits};
  plain.take("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n");
  EXPECT_FALSE(plain.is_continue_due());
}

TEST(request_reader, expects_nothing_else) {
  const auto result =
      read_every_way("POST / HTTP/1.1\r\nExpect: more\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(result.fault, request_fault::unknown_expectation);
}

TEST(request_reader, holds_no_more_than_what_came) {
  request_reader reader{{.head_bytes = 1'000, .body_bytes = 1'000'000}};
  reader.take("POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n0123456789");
  EXPECT_LE(reader.request().body().capacity(), 20U);
}

TEST(request_reader, takes_the_longest_line_that_may_come) {
  request_reader reader{{.head_bytes = 1'000'000, .body_bytes = 0}};
  reader.take("GET / HTTP/1.1\r\nA: " + std::string(100'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(reader.fault(), request_fault::head_too_long);
}

}  // namespace
}  // namespace aurawell::net
