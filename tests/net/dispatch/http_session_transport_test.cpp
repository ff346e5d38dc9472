// What an http_session reads, and how it closes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/net/dispatch/server_fixture.hpp"

namespace aurawell::net {
namespace {

using namespace std::string_literals;
using test_support::raw_client;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string health_request = "GET /ws/health HTTP/1.1\r\nHost: x\r\n";
const std::string post = "POST /api/v1/health HTTP/1.1\r\nHost: x\r\n";
const std::string hidden = "GET /ws/health?hidden HTTP/1.1\r\nHost: x\r\n\r\n";

class http_transport : public server_test {
 protected:
  /// Reads everything until the server closes by itself.
  std::string replies_to(std::string_view bytes) {
    raw_client client{port};
    client.send(bytes);
    return client.read_to_end().value_or("(the server did not close)");
  }
};

std::size_t times_in(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST_F(http_transport, reads_no_request_out_of_a_body_in_doubt) {
  start();
  for (const auto& fields : {"Transfer-Encoding: gzip"s,
                             "Transfer-Encoding: identity"s,
                             "Transfer-Encoding: xchunked"s,
                             "Transfer-Encoding: chunked, identity"s,
                             "Transfer-Encoding: \"chunked\""s,
                             "Transfer-Encoding:"s,
                             "Transfer-Encoding: ,"s,
                             "Transfer-Encoding: gzip, chunked"s,
                             "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"s,
                             "Transfer-Encoding: chunked\r\nContent-Length: 0"s,
                             "Content-Length: 0\r\nTransfer-Encoding: chunked"s,
                             "Content-Length: 0\r\nContent-Length: 0"s,
                             "Content-Length: 0, 0"s,
                             "Content-Length: +0"s,
                             "Content-Length:"s,
                             "Content-Length : 0"s,
                             "A: b\r\n Content-Length: 5"s,
                             "A: b\nContent-Length: 5"s,
                             "A: \0"s,
                             "A: \x01"s,
                             "A b"s,
                             " A: b"s,
                             "(: b"s,
                             "Host: y"s}) {
    for (const auto& line : {"POST /api/v1/health HTTP/1.1"s, "POST / HTTP/1.1"s}) {
      const auto replies = replies_to(line + "\r\nHost: x\r\n" + fields + "\r\n\r\n" + hidden);
      EXPECT_THAT(replies, StartsWith("HTTP/1.1 400 ")) << fields;
      EXPECT_EQ(times_in(replies, "HTTP/1.1 "), 1U) << fields;
      EXPECT_THAT(replies, HasSubstr("Connection: close\r\n")) << fields;
    }
  }
}

TEST_F(http_transport, refuses_odd_request_lines) {
  start();
  for (const auto& line :
       {"GET / HTTP/0.9"s, "GET / HTTP/1.2"s, "GET / HTTP/2.0"s, "GET /"s, "GET  / HTTP/1.1"s,
        "GET http://y/ HTTP/1.1"s, "GET x HTTP/1.1"s, "GET * HTTP/1.1"s, "GET ftp://x/ HTTP/1.1"s,
        "CONNECT / HTTP/1.1"s, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked"s}) {
    const auto replies = replies_to(line + "\r\nHost: x\r\n\r\n" + hidden);
    EXPECT_THAT(replies, StartsWith("HTTP/1.1 400 ")) << line;
    EXPECT_EQ(times_in(replies, "HTTP/1.1 "), 1U) << line;
  }
}

TEST_F(http_transport, serves_no_tunnel_no_trace_and_the_server_as_a_whole) {
  start();
  const auto tunnel = replies_to("CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n" + hidden);
  EXPECT_THAT(tunnel, StartsWith("HTTP/1.1 405 "));
  EXPECT_EQ(times_in(tunnel, "HTTP/1.1 "), 1U);
  EXPECT_THAT(replies_to("TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 405 "));
  const auto whole = replies_to("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(whole, StartsWith("HTTP/1.1 204 "));
  EXPECT_THAT(whole, HasSubstr("Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS\r\n"));
}

TEST_F(http_transport, refuses_endless_chunks_before_they_end) {
  start();
  const auto chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string much(200'000, 'x');
  EXPECT_THAT(replies_to(chunked + "5;" + much), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(replies_to(chunked + "0\r\nA: " + much), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(replies_to(chunked + std::string(200'000, '0')), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(replies_to(chunked + "FFFFFF\r\n"), StartsWith("HTTP/1.1 413 "));
  std::string trailers = "0\r\n";
  for (int i = 0; i < 10'000; ++i) {
    trailers += "a: b\r\n";
  }
  EXPECT_THAT(replies_to(chunked + trailers), StartsWith("HTTP/1.1 431 "));
  std::string extended;
  for (int i = 0; i < 2'000; ++i) {
    extended += "1;" + std::string(20, 'e') + "\r\nx\r\n";
  }
  EXPECT_THAT(replies_to(chunked + extended), StartsWith("HTTP/1.1 431 "));
}

TEST_F(http_transport, reads_chunks_and_goes_on_behind_them) {
  start();
  const auto replies = replies_to(
      post + "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nA: b\r\n\r\n" +
      health_request + "Connection: close\r\n\r\n");
  EXPECT_THAT(replies, StartsWith("HTTP/1.1 405 "));
  EXPECT_THAT(replies, HasSubstr("connected_users"));
}

TEST_F(http_transport, passes_over_a_few_empty_lines) {
  start();
  EXPECT_THAT(replies_to("\r\n\r\n" + health_request + "Connection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 200 "));
  raw_client old{port};
  old.send(post + "Content-Length: 5\r\n\r\nhello\r\n");
  EXPECT_TRUE(old.read_until("\"timestamp\""));
  old.send(health_request + "Connection: close\r\n\r\n");
  EXPECT_THAT(*old.read_to_end(), HasSubstr("connected_users"));
  std::string many;
  for (int i = 0; i < 100; ++i) {
    many += "\r\n";
  }
  EXPECT_THAT(replies_to(many), StartsWith("HTTP/1.1 400 "));
}

TEST_F(http_transport, sends_100_when_it_wants_the_body) {
  start();
  for (const auto* length : {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n"}) {
    raw_client client{port};
    client.send(post + length + "Expect: 100-continue\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send(length[0] == 'C' ? "hello" : "5\r\nhello\r\n0\r\n\r\n");
    EXPECT_THAT(*client.read_to_end(), StartsWith("HTTP/1.1 405 "));
  }
}

TEST_F(http_transport, does_not_send_100_for_a_body_that_it_refuses) {
  start();
  const auto wish = "Expect: 100-continue\r\n"s;
  EXPECT_THAT(replies_to(post + wish + "Content-Length: 99999999\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(replies_to("POST / HTTP/1.1\r\nHost: x\r\n" + wish + "Content-Length: 5\r\n\r\n"),
              StartsWith("HTTP/1.1 405 "));
  EXPECT_THAT(replies_to(post + "Expect: 200-ok\r\nContent-Length: 5\r\n\r\n"),
              StartsWith("HTTP/1.1 417 "));
  EXPECT_THAT(replies_to(health_request + wish + "Connection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 200 "))
      << "there is no body to send";
  raw_client eager{port};
  eager.send(post + wish + "Connection: close\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_THAT(*eager.read_to_end(), StartsWith("HTTP/1.1 405 "));
}

TEST_F(http_transport, closes_when_one_of_its_words_says_so) {
  start();
  for (const auto& fields :
       {"Connection: keep-alive, close\r\n"s, "Connection: keep-alive\r\nConnection: close\r\n"s}) {
    const auto replies = replies_to(health_request + fields + "\r\n" + hidden);
    EXPECT_EQ(times_in(replies, "HTTP/1.1 "), 1U) << fields;
    EXPECT_THAT(replies, HasSubstr("Connection: close\r\n"));
  }
  EXPECT_THAT(replies_to("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n"),
              Not(HasSubstr("keep-alive")));
}

TEST_F(http_transport, tells_http_1_0_that_it_goes_on) {
  start();
  raw_client old{port};
  for (int i = 0; i < 2; ++i) {
    old.send("GET /ws/health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_THAT(*old.read_until("\r\n\r\n"), HasSubstr("Connection: keep-alive\r\n"));
    EXPECT_TRUE(old.read_until("connected_users\":0"));
  }
  EXPECT_EQ(times_in(replies_to("GET /ws/health HTTP/1.0\r\n\r\n" + hidden), "HTTP/1.1 "), 1U);
}

TEST_F(http_transport, answers_who_ends_its_side_behind_a_request) {
  start();
  raw_client client{port};
  client.send(health_request + "\r\n");
  client.shutdown_send();
  EXPECT_THAT(*client.read_to_end(), HasSubstr("connected_users"));
}

TEST_F(http_transport, lets_pages_read_why_their_request_was_refused) {
  options.max_header_bytes = 2'048;
  start();
  const auto from_page = [](const std::string& line) {
    return line + " HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:5173\r\n";
  };
  const auto asked = from_page("POST /api/v1/user/profile");
  for (const auto& rest :
       {"A: " + std::string(10'000, 'x'), "Content-Length: 99999999\r\n\r\n"s,
        "Content-Length: x\r\n\r\n"s, "A : b\r\n\r\n"s, "Expect: x\r\nContent-Length: 5\r\n\r\n"s,
        "Transfer-Encoding: chunked\r\n\r\nx"s, "Host: y\r\n\r\n"s}) {
    const auto reply = replies_to(asked + rest);
    EXPECT_THAT(reply, StartsWith("HTTP/1.1 4")) << rest;
    EXPECT_THAT(reply, HasSubstr("Access-Control-Allow-Origin: http://localhost:5173\r\n")) << rest;
  }
  EXPECT_THAT(replies_to(from_page("POST /") + "Content-Length: x\r\n\r\n"),
              Not(HasSubstr("Access-Control")))
      << "files are for the own page";
}

}  // namespace
}  // namespace aurawell::net
