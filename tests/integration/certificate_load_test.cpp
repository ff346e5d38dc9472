// Renewed certificates of the real program while many clients stream answers over TLS.

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <string>
#include <vector>

#include "tests/integration/failure_run.hpp"
#include "tests/integration/many_clients.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/net/tls/certificate_folder.hpp"
#include "tests/net/tls/tls_client.hpp"

namespace aurawell {
namespace {

using namespace test_support;

constexpr std::uint32_t members = 500;
constexpr std::uint32_t tokens = 20;

class certificate_under_load : public ::testing::Test {
 protected:
  certificate_under_load() { upstream.emplace(quick_model(tokens, 10)); }

  std::vector<std::string> settings() const {
    auto all = asking(upstream->base_url());
    all.insert(all.end(), {"server.tls.certificate_file=" + folder.path("cert.pem"),
                           "server.tls.private_key_file=" + folder.path("key.pem"),
                           "server.tls.check_interval=1s", "limits.messages_per_user=0",
                           "limits.messages_per_address=0", "limits.connects_per_address=0"});
    return with_settings(all);
  }

  /// Whether a new handshake shows a certificate of this authority.
  static bool shows(std::uint16_t port, const net::test_authority& signer) {
    net::tls_peer_options trust;
    trust.trusted = signer.pem();
    return net::tls_client{port, trust}.shake_hands();
  }

  static void let_answers_end(const many_clients& people) {
    const auto before = people.answered();
    EXPECT_TRUE(patiently([&] { return people.answered() >= before + members / 4; }));
  }

  net::certificate_folder folder;
  std::optional<mock::mock_llm> upstream;
};

TEST_F(certificate_under_load, reaches_new_handshakes_and_drops_no_stream) {
  running_program program{settings()};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  many_clients_options options{port, members};
  options.authority = folder.authority.pem();
  many_clients people{options};
  ASSERT_TRUE(patiently([&] { return people.connected() == members; }));
  const std::array<net::test_authority, 2> authorities{net::test_authority{"even"},
                                                       net::test_authority{"odd"}};
  for (std::size_t round = 0; round < 4; ++round) {
    const auto& next = authorities[round % 2];
    folder.put(next.issue("DNS:localhost"));
    if (round < 2) {
      program.signal(SIGHUP);
      EXPECT_TRUE(program.log_line("settings.reloaded"));
      EXPECT_TRUE(shows(port, next)) << round;
    } else {
      // Without a signal: the program looks at the files.
      EXPECT_TRUE(patiently([&] { return shows(port, next); })) << round;
    }
    EXPECT_FALSE(shows(port, authorities[(round + 1) % 2])) << round;
    folder.write("key.pem", "half");
    program.signal(SIGHUP);
    EXPECT_TRUE(program.log_line("tls.certificate_unusable listener=clients"));
    EXPECT_TRUE(shows(port, next)) << round;
    let_answers_end(people);
  }
  EXPECT_TRUE(people.finish(test_patience));
  EXPECT_EQ(people.lost(), 0U);
  EXPECT_EQ(people.failed(), 0U);
  EXPECT_GE(people.answered(), members);
}

}  // namespace
}  // namespace aurawell
