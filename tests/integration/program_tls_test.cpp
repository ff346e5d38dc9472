// The real program with TLS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/integration/running_program.hpp"
#include "tests/net/tls/certificate_folder.hpp"
#include "tests/net/tls/tls_client.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell {
namespace {

using net::tls_client;
using test_support::running_program;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class program_tls : public ::testing::Test {
 protected:
  program_tls() { trust.trusted = folder.authority.pem(); }

  std::vector<std::string> arguments(std::vector<std::string> more = {}) const {
    std::vector<std::string> all{"--set", "storage.url=memory:", "--set", "server.port=0",
                                 "--set", "admin.port=0"};
    more.push_back("server.tls.certificate_file=" + folder.path("cert.pem"));
    more.push_back("server.tls.private_key_file=" + folder.path("key.pem"));
    for (auto& one : more) {
      all.insert(all.end(), {"--set", std::move(one)});
    }
    return all;
  }

  std::string get(std::uint16_t port, const std::string& path) const {
    tls_client client{port, trust};
    if (!client.shake_hands()) {
      return "no handshake: " + client.peer().fault();
    }
    client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return client.read_to_end().value_or("the server did not close");
  }

  static std::uint16_t admin_port(running_program& program) {
    const auto line = program.log_line("admin.listening").value_or("");
    return static_cast<std::uint16_t>(std::atoi(line.c_str() + line.rfind('=') + 1));
  }

  net::certificate_folder folder;
  net::tls_peer_options trust;
};

TEST_F(program_tls, serves_and_takes_over_a_renewed_certificate) {
  running_program program{arguments({"server.tls.check_interval=1h"})};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  EXPECT_TRUE(program.seen_line("url=https://127.0.0.1:"));
  EXPECT_THAT(get(port, "/api/v1/health"), StartsWith("HTTP/1.1 200 "));
  const net::test_authority other{"another authority"};
  folder.put(other.issue("DNS:localhost"));
  program.signal(SIGHUP);
  EXPECT_TRUE(program.log_line("settings.reloaded"));
  EXPECT_THAT(get(port, "/api/v1/health"), StartsWith("no handshake"));
  trust.trusted = other.pem();
  EXPECT_THAT(get(port, "/api/v1/health"), StartsWith("HTTP/1.1 200 "));
  folder.write("key.pem", "half");
  program.signal(SIGHUP);
  EXPECT_TRUE(program.log_line("tls.certificate_unusable listener=clients"));
  EXPECT_TRUE(program.log_line("settings.reloaded"));
  EXPECT_THAT(get(port, "/api/v1/health"), StartsWith("HTTP/1.1 200 "));
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(), 0);
}

TEST_F(program_tls, does_not_start_without_a_usable_certificate) {
  folder.write("key.pem", "no key");
  running_program program{arguments()};
  const auto line = program.log_line("service.not_started");
  ASSERT_TRUE(line);
  EXPECT_THAT(*line, HasSubstr("server.tls: "));
  EXPECT_THAT(*line, HasSubstr("key.pem"));
  EXPECT_EQ(program.wait(), 1);
}

TEST_F(program_tls, serves_operators_with_a_certificate_only) {
  folder.write("ca.pem", folder.authority.pem());
  running_program program{arguments({"admin.tls.certificate_file=" + folder.path("cert.pem"),
                                     "admin.tls.private_key_file=" + folder.path("key.pem"),
                                     "admin.tls.client_ca_file=" + folder.path("ca.pem")})};
  const auto port = admin_port(program);
  ASSERT_NE(port, 0);
  // With TLS 1.3 a client hears of the refusal after its own handshake.
  EXPECT_THAT(get(port, "/metrics"), ::testing::Not(HasSubstr("200 OK")));
  trust.shown = folder.authority.issue("DNS:operator");
  const auto page = get(port, "/metrics");
  EXPECT_THAT(page, HasSubstr("aurawell_tls_handshakes_total{listener=\"operators\","
                              "result=\"refused\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("aurawell_tls_certificate_expiry_timestamp_seconds{listener="
                              "\"clients\"} 1"));
}

}  // namespace
}  // namespace aurawell
