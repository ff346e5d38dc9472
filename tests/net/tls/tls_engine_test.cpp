#include "net/tls/tls_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "tests/net/tls/certificate_folder.hpp"
#include "tests/net/tls/tls_peer.hpp"

namespace aurawell::net {
namespace {

using state = tls_engine::state;
using ::testing::HasSubstr;

/// An engine at one end of a pair of sockets; the test writes and reads the other end.
class tls_wire {
 public:
  tls_wire(const tls_context& context, handshake_counts& counts) {
    std::array<int, 2> ends{};
    ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data());
    ours_ = ends[0];
    theirs_ = ends[1];
    engine_ = tls_engine::make(context, counts, ours_);
  }
  tls_wire(const tls_wire&) = delete;
  tls_wire& operator=(const tls_wire&) = delete;
  ~tls_wire() {
    engine_.reset();
    ::close(ours_);
    hang_up();
  }

  tls_engine& engine() { return *engine_; }
  void drop_engine() { engine_.reset(); }

  void send(std::string_view bytes) const {
    ASSERT_EQ(::send(theirs_, bytes.data(), bytes.size(), MSG_NOSIGNAL), std::ssize(bytes));
  }

  std::string arrived() const {
    std::string all;
    std::array<char, 4096> some{};
    for (;;) {
      const auto size = ::recv(theirs_, some.data(), some.size(), MSG_DONTWAIT);
      if (size <= 0) {
        return all;
      }
      all.append(some.data(), static_cast<std::size_t>(size));
    }
  }

  /// What the engine reads, and how the last call ended.
  std::pair<state, std::string> read() {
    std::string all;
    std::array<char, 1000> some{};
    for (;;) {
      const auto [result, bytes] = engine_->read(some);
      all.append(some.data(), bytes);
      // One call handles one record, and the socket may have more.
      if (result != state::done && (result != state::wants_read || !has_bytes())) {
        return {result, all};
      }
    }
  }

  /// Carries bytes in both directions until both sides wait.
  bool shake_hands(tls_peer& client) {
    bool is_done = false;
    for (int turn = 0; turn < 6; ++turn) {
      is_done = client.step();
      send(client.sent());
      read();
      client.receive(arrived());
    }
    client.read();
    return is_done && engine_->is_established();
  }

  void hang_up() {
    if (theirs_ >= 0) {
      ::close(std::exchange(theirs_, -1));
    }
  }

 private:
  bool has_bytes() const {
    char byte = 0;
    return ::recv(ours_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
  }

  int ours_ = -1;
  int theirs_ = -1;
  std::unique_ptr<tls_engine> engine_;
};

class tls_engine_test : public ::testing::Test {
 protected:
  tls_engine_test() { options.trusted = folder.authority.pem(); }

  static std::shared_ptr<const tls_context> made_from(const certificate_files& files) {
    auto made = tls_context::make(files);
    EXPECT_TRUE(made) << (made ? "" : made.failure().detail);
    return made ? *std::move(made) : nullptr;
  }

  certificate_folder folder;
  tls_peer_options options;
  std::shared_ptr<const tls_context> context = made_from(folder.files());
  handshake_counts counts;
};

TEST_F(tls_engine_test, carries_text_in_both_directions) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    options.most_version = version;
    tls_wire wire{*context, counts};
    tls_peer client{options};
    ASSERT_TRUE(wire.shake_hands(client)) << client.fault();
    client.write("hello");
    wire.send(client.sent());
    EXPECT_EQ(wire.read(), std::pair(state::wants_read, std::string{"hello"}));
    EXPECT_EQ(wire.engine().write("good day").bytes, 8U);
    client.receive(wire.arrived());
    EXPECT_EQ(client.read(), "good day");
    const unsigned char* protocol = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(client.ssl(), &protocol, &size);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(protocol), size), "http/1.1");
  }
  EXPECT_EQ(counts.full, 2U);
}

TEST_F(tls_engine_test, takes_a_client_hello_that_is_cut_anywhere) {
  const auto size = [&] {
    tls_peer client{options};
    client.step();
    return client.sent().size();
  }();
  ASSERT_GT(size, 100U);
  for (std::size_t cut = 1; cut < size; ++cut) {
    tls_wire wire{*context, counts};
    tls_peer client{options};
    client.step();
    const auto hello = client.sent();
    wire.send(hello.substr(0, cut));
    ASSERT_EQ(wire.read().first, state::wants_read) << cut;
    wire.send(hello.substr(cut));
    wire.read();
    client.receive(wire.arrived());
    ASSERT_TRUE(wire.shake_hands(client)) << cut;
  }
}

TEST_F(tls_engine_test, takes_records_that_are_cut_anywhere) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    options.most_version = version;
    tls_wire wire{*context, counts};
    tls_peer client{options};
    ASSERT_TRUE(wire.shake_hands(client));
    const std::size_t longest = 80;
    for (std::size_t cut = 1; cut < longest; ++cut) {
      client.write("first");
      client.write("second");
      const auto records = client.sent();
      const auto at = std::min(cut, records.size());
      wire.send(records.substr(0, at));
      auto text = wire.read().second;
      wire.send(records.substr(at));
      text += wire.read().second;
      ASSERT_EQ(text, "firstsecond") << cut;
    }
  }
}

TEST_F(tls_engine_test, shows_bytes_that_the_socket_does_not_have_any_more) {
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  client.write("hello");
  wire.send(client.sent());
  char one = 0;
  EXPECT_EQ(wire.engine().read({&one, 1}).bytes, 1U);
  EXPECT_TRUE(wire.engine().has_bytes());
  EXPECT_EQ(wire.read().second, "ello");
  EXPECT_FALSE(wire.engine().has_bytes());
}

TEST_F(tls_engine_test, goes_on_with_a_long_write_when_the_socket_has_room_again) {
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  std::string text;
  for (int i = 0; text.size() < 2'000'000; ++i) {
    text += std::to_string(i) + ",";
  }
  std::string heard;
  std::size_t written = 0;
  int waits = 0;
  while (written < text.size()) {
    // The same bytes from another place.
    const auto part = std::make_unique<std::string>(text.substr(written, 50'000));
    const auto [result, bytes] = wire.engine().write(*part);
    written += bytes;
    if (result == state::wants_write) {
      ++waits;
      client.receive(wire.arrived());
      heard += client.read();
    } else {
      ASSERT_EQ(result, state::done);
      ASSERT_LE(bytes, tls_engine::record_bytes);
    }
  }
  client.receive(wire.arrived());
  heard += client.read();
  EXPECT_GT(waits, 0);
  EXPECT_EQ(heard, text);
}

TEST_F(tls_engine_test, reads_while_a_write_waits) {
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  const std::string text(16'000, 'x');
  std::size_t records = 0;
  while (wire.engine().write(text).result == state::done) {
    ++records;
  }
  // The client asks for new keys of both sides, which must not overtake the record that waits.
  SSL_key_update(client.ssl(), SSL_KEY_UPDATE_REQUESTED);
  client.write("stop");
  wire.send(client.sent());
  EXPECT_EQ(wire.read().second, "stop");
  std::string heard;
  client.receive(wire.arrived());
  heard += client.read();
  EXPECT_EQ(wire.engine().write(text).result, state::done);
  EXPECT_EQ(wire.engine().write("end").result, state::done);
  client.receive(wire.arrived());
  heard += client.read();
  EXPECT_EQ(heard.size(), (records + 1) * text.size() + 3);
  EXPECT_THAT(heard, ::testing::EndsWith("end"));
}

TEST_F(tls_engine_test, follows_an_update_of_keys) {
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  for (int turn = 0; turn < 3; ++turn) {
    SSL_key_update(client.ssl(), SSL_KEY_UPDATE_REQUESTED);
    client.write("question");
    wire.send(client.sent());
    EXPECT_EQ(wire.read(), std::pair(state::wants_read, std::string{"question"}));
    EXPECT_EQ(wire.engine().write("answer").result, state::done);
    client.receive(wire.arrived());
    EXPECT_EQ(client.read(), "answer");
  }
}

TEST_F(tls_engine_test, does_not_negotiate_again) {
  options.most_version = TLS1_2_VERSION;
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  SSL_renegotiate(client.ssl());
  client.step();
  wire.send(client.sent());
  wire.read();
  client.receive(wire.arrived());
  EXPECT_FALSE(client.step());
  EXPECT_THAT(client.fault(), HasSubstr("no renegotiation"));
}

TEST_F(tls_engine_test, tells_an_end_from_a_connection_that_is_cut_off) {
  tls_wire ended{*context, counts};
  tls_peer polite{options};
  ASSERT_TRUE(ended.shake_hands(polite));
  polite.write("bye");
  polite.end_sending();
  ended.send(polite.sent());
  ended.hang_up();
  EXPECT_EQ(ended.read(), std::pair(state::ended, std::string{"bye"}));

  tls_wire cut{*context, counts};
  tls_peer rude{options};
  ASSERT_TRUE(cut.shake_hands(rude));
  rude.write("bye");
  cut.send(rude.sent());
  cut.hang_up();
  EXPECT_EQ(cut.read(), std::pair(state::cut_off, std::string{"bye"}));
}

TEST_F(tls_engine_test, tells_the_client_that_nothing_follows) {
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  EXPECT_FALSE(client.has_ended());
  EXPECT_EQ(wire.engine().end_sending(), state::done);
  client.receive(wire.arrived());
  client.read();
  EXPECT_TRUE(client.has_ended());
  // What the client still sends can be read.
  client.write("more");
  wire.send(client.sent());
  EXPECT_EQ(wire.read().second, "more");
}

TEST_F(tls_engine_test, refuses_damaged_records) {
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  client.write("hello");
  auto record = client.sent();
  record.back() = static_cast<char>(record.back() ^ 1);
  wire.send(record);
  EXPECT_EQ(wire.read(), std::pair(state::failed, std::string{}));
}

TEST_F(tls_engine_test, refuses_old_versions_and_other_protocols) {
  options.least_version = TLS1_VERSION;
  options.most_version = TLS1_1_VERSION;
  {
    tls_wire wire{*context, counts};
    tls_peer client{options};
    EXPECT_FALSE(wire.shake_hands(client));
    EXPECT_THAT(client.fault(), HasSubstr("protocol version"));
  }
  options = {};
  options.protocols = "\x02h2";
  {
    tls_wire wire{*context, counts};
    tls_peer client{options};
    EXPECT_FALSE(wire.shake_hands(client));
    EXPECT_THAT(client.fault(), HasSubstr("no application protocol"));
  }
  EXPECT_EQ(counts.refused, 2U);
  EXPECT_EQ(counts.full, 0U);
}

TEST_F(tls_engine_test, sends_nothing_to_a_client_without_tls) {
  for (const std::string first : {"GET / HTTP/1.1\r\n", "DELETE /x HTTP/1.1\r\n", "P"}) {
    tls_wire wire{*context, counts};
    wire.send(first);
    EXPECT_EQ(wire.read().first, state::plain_text) << first;
    EXPECT_EQ(wire.arrived(), "");
  }
  EXPECT_EQ(counts.plain_text, 3U);
  EXPECT_EQ(counts.refused, 0U);
}

TEST_F(tls_engine_test, counts_clients_that_leave) {
  {
    tls_wire wire{*context, counts};
    tls_peer client{options};
    client.step();
    wire.send(client.sent());
    wire.read();
    wire.hang_up();
    wire.read();
  }
  EXPECT_EQ(counts.abandoned, 1U);
}

TEST_F(tls_engine_test, chooses_the_cipher_unless_the_client_begins_with_chacha) {
  options.most_version = TLS1_2_VERSION;
  const auto chosen = [&](const char* offered) {
    tls_wire wire{*context, counts};
    tls_peer client{options};
    SSL_set_cipher_list(client.ssl(), offered);
    EXPECT_TRUE(wire.shake_hands(client));
    return std::string{SSL_get_cipher_name(client.ssl())};
  };
  EXPECT_EQ(chosen("ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"),
            chosen("ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256"));
  EXPECT_EQ(chosen("ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384"),
            "ECDHE-ECDSA-CHACHA20-POLY1305");
}

TEST_F(tls_engine_test, resumes_a_session) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    options.most_version = version;
    options.resumed = nullptr;
    tls_session kept;
    {
      tls_wire wire{*context, counts};
      tls_peer client{options};
      ASSERT_TRUE(wire.shake_hands(client));
      kept = client.session();
      client.end_sending();
    }
    ASSERT_NE(kept, nullptr);
    options.resumed = kept.get();
    tls_wire wire{*context, counts};
    tls_peer client{options};
    ASSERT_TRUE(wire.shake_hands(client));
    EXPECT_EQ(SSL_session_reused(client.ssl()), 1);
  }
  EXPECT_EQ(counts.full, 2U);
  EXPECT_EQ(counts.resumed, 2U);
}

TEST_F(tls_engine_test, does_not_resume_what_another_context_began) {
  tls_wire first{*context, counts};
  tls_peer before{options};
  ASSERT_TRUE(first.shake_hands(before));
  const auto kept = before.session();
  const auto renewed = made_from(folder.files());
  options.resumed = kept.get();
  tls_wire wire{*renewed, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  EXPECT_EQ(counts.full, 2U);
}

TEST_F(tls_engine_test, serves_only_clients_with_a_certificate_of_the_authority) {
  const test_authority other{"another authority"};
  folder.write("ca.pem", folder.authority.pem());
  auto files = folder.files();
  files.client_ca = folder.path("ca.pem");
  const auto strict = made_from(files);
  const auto is_served = [&](const test_certificate& shown) {
    options.shown = shown;
    tls_wire wire{*strict, counts};
    tls_peer client{options};
    wire.shake_hands(client);
    return wire.engine().is_established();
  };
  EXPECT_TRUE(is_served(folder.authority.issue("DNS:operator")));
  EXPECT_FALSE(is_served({}));
  EXPECT_FALSE(is_served(other.issue("DNS:operator")));
  EXPECT_FALSE(is_served(folder.authority.issue("DNS:operator", {-30, -1})));
  EXPECT_EQ(counts.refused, 3U);
}

TEST_F(tls_engine_test, uses_no_socket_that_is_closed) {
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  client.write("of another connection");
  wire.send(client.sent());
  wire.engine().disconnect();
  EXPECT_EQ(wire.read(), std::pair(state::cut_off, std::string{}));
  EXPECT_NE(wire.engine().write("x").result, state::done);
  EXPECT_EQ(wire.arrived(), "");
}

TEST_F(tls_engine_test, ends_a_connection_that_updates_its_keys_without_end) {
  options.least_version = TLS1_3_VERSION;
  tls_wire wire{*context, counts};
  tls_peer client{options};
  ASSERT_TRUE(wire.shake_hands(client));
  const auto update = [&] {
    SSL_key_update(client.ssl(), SSL_KEY_UPDATE_NOT_REQUESTED);
    client.write("x");
    wire.send(client.sent());
    return wire.read() == std::pair(state::wants_read, std::string{"x"});
  };
  for (unsigned i = 0; i < tls_engine::most_key_updates; ++i) {
    ASSERT_TRUE(update()) << i;
  }
  EXPECT_FALSE(update());
  EXPECT_EQ(wire.read().first, state::failed);
}

TEST_F(tls_engine_test, knows_what_a_small_write_takes) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    options.most_version = version;
    tls_wire wire{*context, counts};
    tls_peer client{options};
    ASSERT_TRUE(wire.shake_hands(client));
    wire.engine().write("12");
    EXPECT_EQ(wire.arrived().size(), 2 + wire.engine().overhead());
  }
}

}  // namespace
}  // namespace aurawell::net
