// HTTP and WebSocket over TLS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/net/socket/client_frames.hpp"
#include "tests/net/tls/certificate_folder.hpp"
#include "tests/net/tls/tls_client.hpp"

namespace aurawell::net {
namespace {

using test_support::raw_client;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string tls_health_request = "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n";
const std::string upgrade_request =
    "GET /ws/chat/u1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

class tls_test : public server_test {
 protected:
  void start_with_tls() {
    ASSERT_TRUE(shown->load(std::chrono::system_clock::now()));
    trust.trusted = folder.authority.pem();
    threads = std::make_unique<io_threads>(2);
    front = std::make_unique<server>(options, *threads, behind(), shown);
    ASSERT_TRUE(front->start());
    port = front->port();
  }

  /// Waits for a count that another thread changes.
  static bool reaches(const std::atomic<std::uint64_t>& count, std::uint64_t expected) {
    const auto deadline = std::chrono::steady_clock::now() + test_support::test_patience;
    while (count != expected && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::yield();
    }
    return count == expected;
  }

  /// A chat that has read its greeting.
  void open_chat(tls_client& client) {
    ASSERT_TRUE(client.shake_hands()) << client.peer().fault();
    client.send(upgrade_request);
    const auto reply = client.read_until("\r\n\r\n");
    ASSERT_TRUE(reply);
    ASSERT_THAT(*reply, StartsWith("HTTP/1.1 101 "));
    ASSERT_TRUE(client.read_until("connection_established"));
  }

  static std::string ping(const std::string& data) {
    return frame(opcode::fin | opcode::text, R"({"type":"ping","data":)" + data + "}");
  }

  certificate_folder folder;
  std::shared_ptr<served_certificate> shown =
      std::make_shared<served_certificate>("clients", folder.files());
  tls_peer_options trust;
};

TEST_F(tls_test, serves_requests_one_after_the_other) {
  start_with_tls();
  tls_client client{port, trust};
  ASSERT_TRUE(client.shake_hands()) << client.peer().fault();
  for (int i = 0; i < 3; ++i) {
    client.send(tls_health_request + "\r\n");
    const auto reply = client.read_until("timestamp");
    ASSERT_TRUE(reply);
    EXPECT_THAT(*reply, HasSubstr("HTTP/1.1 200 OK"));
  }
  // Two in one record.
  client.send(tls_health_request + "\r\n" + tls_health_request + "Connection: close\r\n\r\n");
  const auto rest = client.read_to_end();
  ASSERT_TRUE(rest);
  EXPECT_THAT(*rest, HasSubstr("Connection: close"));
  EXPECT_TRUE(client.has_ended());
}

TEST_F(tls_test, tells_browsers_to_stay_with_tls) {
  options.host_names = {"app.example.com"};
  start_with_tls();
  const auto head_for = [&](const std::string& host) {
    tls_client client{port, trust};
    EXPECT_TRUE(client.shake_hands());
    client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    return client.read_until("\r\n\r\n").value_or("");
  };
  EXPECT_THAT(head_for("app.example.com"),
              HasSubstr("Strict-Transport-Security: max-age=15552000\r\n"));
  EXPECT_THAT(head_for("localhost"), Not(HasSubstr("Strict-Transport-Security")));
}

TEST_F(tls_test, sends_a_whole_file_to_a_client_that_reads_late) {
  start_with_tls();
  tls_client client{port, trust};
  ASSERT_TRUE(client.shake_hands());
  std::string requests;
  for (int i = 0; i < 200; ++i) {
    requests += "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  }
  client.send(requests + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto replies = client.read_to_end();
  ASSERT_TRUE(replies);
  std::size_t found = 0;
  for (auto at = replies->find("</html>"); at != std::string::npos;
       at = replies->find("</html>", at + 1)) {
    ++found;
  }
  EXPECT_EQ(found, 201U);
  EXPECT_TRUE(client.has_ended());
}

TEST_F(tls_test, carries_a_chat) {
  start_with_tls();
  tls_client client{port, trust};
  open_chat(client);
  // Of one frame each byte in a record of its own, then many frames in one record.
  for (const char byte : ping("\"cut\"")) {
    ASSERT_TRUE(client.send({&byte, 1}));
  }
  ASSERT_TRUE(client.read_until("\"cut\""));
  std::string frames;
  for (int i = 0; i < 100; ++i) {
    frames += ping(std::to_string(1000 + i));
  }
  client.send(frames);
  ASSERT_TRUE(client.read_until("1099"));
}

TEST_F(tls_test, inspects_the_frames_inside_of_tls) {
  start_with_tls();
  tls_client client{port, trust};
  open_chat(client);
  client.send(close_frame(1014));
  const auto rest = client.read_to_end();
  ASSERT_TRUE(rest);
  EXPECT_THAT(*rest, HasSubstr(std::string{"\x88\x02"} + big_endian(1014, 2)));
  EXPECT_TRUE(client.has_ended());
}

TEST_F(tls_test, closes_a_chat_with_the_end_of_tls) {
  start_with_tls();
  tls_client client{port, trust};
  open_chat(client);
  client.send(close_frame(1000));
  ASSERT_TRUE(client.read_to_end());
  EXPECT_TRUE(client.has_ended());
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(tls_test, ends_the_session_of_a_client_that_is_cut_off) {
  start_with_tls();
  tls_client client{port, trust};
  open_chat(client);
  client.shutdown_send();
  EXPECT_TRUE(gateway.session()->is_closed());
}

TEST_F(tls_test, answers_a_client_without_tls) {
  start_with_tls();
  for (const std::string method : {"GET", "POST", "OPTIONS"}) {
    raw_client client{port};
    client.send(method + " / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    const auto reply = client.read_to_end();
    ASSERT_TRUE(reply);
    EXPECT_THAT(*reply,
                AllOf(StartsWith("HTTP/1.1 400 "), HasSubstr("speaks TLS"),
                      HasSubstr("Connection: close"), Not(HasSubstr("Strict-Transport-Security"))));
  }
  EXPECT_TRUE(reaches(shown->handshakes().plain_text, 3));
}

TEST_F(tls_test, closes_for_bytes_that_are_neither) {
  start_with_tls();
  raw_client client{port};
  client.send(std::string(64, '\0'));
  EXPECT_TRUE(client.read_to_end());
  EXPECT_TRUE(reaches(shown->handshakes().refused, 1));
}

TEST_F(tls_test, gives_a_handshake_a_time) {
  options.tls_handshake_timeout = std::chrono::milliseconds{100};
  start_with_tls();
  raw_client silent{port};
  EXPECT_TRUE(silent.read_to_end());
  tls_client half{port, trust};
  half.peer().step();
  const auto hello = half.peer().sent();
  half.send_raw(hello.substr(0, hello.size() / 2));
  EXPECT_TRUE(half.read_to_end());
  EXPECT_TRUE(reaches(shown->handshakes().abandoned, 1));
}

TEST_F(tls_test, gives_the_request_its_own_time_after_the_handshake) {
  options.handshake_timeout = std::chrono::milliseconds{100};
  start_with_tls();
  tls_client client{port, trust};
  ASSERT_TRUE(client.shake_hands());
  const auto rest = client.read_to_end();
  ASSERT_TRUE(rest);
  EXPECT_EQ(*rest, "");
  EXPECT_TRUE(client.has_ended());
}

TEST_F(tls_test, notes_a_client_that_leaves_in_the_handshake) {
  start_with_tls();
  {
    tls_client client{port, trust};
    client.peer().step();
    client.flush();
  }
  EXPECT_TRUE(reaches(shown->handshakes().abandoned, 1));
}

TEST_F(tls_test, counts_handshakes_in_the_limit_of_an_address) {
  options.trusted_proxies = {};
  options.max_connections_per_address = 1;
  start_with_tls();
  tls_client in_its_handshake{port, trust};
  in_its_handshake.peer().step();
  in_its_handshake.flush();
  ASSERT_TRUE(in_its_handshake.receive()) << "the server has not counted it yet";
  tls_client client{port, trust};
  ASSERT_TRUE(client.shake_hands());
  client.send(tls_health_request + "\r\n");
  const auto reply = client.read_until("\r\n\r\n");
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, StartsWith("HTTP/1.1 429 "));
}

TEST_F(tls_test, keeps_open_chats_when_the_certificate_changes) {
  start_with_tls();
  tls_client before{port, trust};
  open_chat(before);
  const test_authority other{"another authority"};
  folder.put(other.issue("DNS:localhost"));
  shown->check(std::chrono::system_clock::now());
  tls_client outdated{port, trust};
  EXPECT_FALSE(outdated.shake_hands());
  trust.trusted = other.pem();
  tls_client after{port, trust};
  open_chat(after);
  for (auto* client : {&before, &after}) {
    client->send(ping("\"still here\""));
    EXPECT_TRUE(client->read_until("still here"));
  }
}

TEST_F(tls_test, resumes_sessions_on_every_loop) {
  start_with_tls();
  tls_session kept;
  for (int turn = 0; turn < 8; ++turn) {
    trust.resumed = kept.get();
    tls_client client{port, trust};
    ASSERT_TRUE(client.shake_hands());
    EXPECT_EQ(SSL_session_reused(client.peer().ssl()), turn == 0 ? 0 : 1);
    client.send(tls_health_request + "Connection: close\r\n\r\n");
    ASSERT_TRUE(client.read_to_end());
    client.peer().end_sending();
    // A client uses a session once.
    kept = client.peer().session();
    ASSERT_NE(kept, nullptr);
  }
}

TEST_F(tls_test, streams_an_answer_over_http_to_a_client_that_has_ended_its_side) {
  start_with_tls();
  tls_client client{port, trust};
  ASSERT_TRUE(client.shake_hands());
  const std::string body = R"({"user_id":"u1","message":"hello"})";
  client.send(
      "POST /api/v1/chat/stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  const auto session = gateway.session();
  ASSERT_NE(session, nullptr);
  client.peer().end_sending();
  client.flush();
  session->channel->close(close_code::going_away, "enough");
  const auto reply = client.read_to_end();
  ASSERT_TRUE(reply);
  EXPECT_THAT(*reply, HasSubstr("enough"));
  EXPECT_TRUE(client.has_ended());
}

}  // namespace
}  // namespace aurawell::net
