// A real Prometheus that scrapes the real program under load.

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/child_process.hpp"
#include "tests/integration/failure_run.hpp"
#include "tests/integration/many_clients.hpp"
#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/net/tls/certificate_folder.hpp"
#include "tests/net/tls/tls_client.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;

std::string read_file(const std::string& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// For a query of a URL.
std::string percent_encoded(const std::string& text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const auto c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return encoded;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// The queries of the dashboard, with values in place of Grafana's variables.
std::vector<std::string> dashboard_queries() {
  rapidjson::Document board;
  board.Parse(read_file(AURAWELL_DEPLOY "/dashboard.json").c_str());
  std::vector<std::string> queries;
  for (const auto& panel : board["panels"].GetArray()) {
    if (panel.HasMember("targets")) {
      for (const auto& target : panel["targets"].GetArray()) {
        queries.emplace_back(target["expr"].GetString());
        replace_all(queries.back(), "$instance", ".*");
        replace_all(queries.back(), "$__rate_interval", "1m");
      }
    }
  }
  return queries;
}

class prometheus : public ::testing::Test {
 protected:
  std::vector<std::string> settings() const {
    auto all = asking(upstream->base_url());
    all.insert(all.end(), {"server.tls.certificate_file=" + certificates.path("cert.pem"),
                           "server.tls.private_key_file=" + certificates.path("key.pem"),
                           "limits.messages_per_user=0", "limits.messages_per_address=0",
                           "limits.connects_per_address=0", "limits.requests_per_address=5"});
    return with_settings(all);
  }

  void write_configuration(std::uint16_t admin) const {
    std::ofstream{(folder / "prometheus.yml").string()}
        << "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
           "rule_files: ['" AURAWELL_DEPLOY
           "/alerts.yml']\n"
           "scrape_configs:\n"
           "  - job_name: aurawell\n"
           "    static_configs: [{targets: ['127.0.0.1:"
        << admin << "']}]\n";
  }

  /// Too many requests, and clients that are lost.
  void have_trouble(std::uint16_t port) const {
    net::tls_peer_options trust;
    trust.trusted = certificates.authority.pem();
    for (int i = 0; i < 10; ++i) {
      net::tls_client client{port, trust};
      EXPECT_TRUE(client.shake_hands());
      client.send(
          "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.1\r\n"
          "Connection: close\r\n\r\n");
      EXPECT_TRUE(client.read_to_end());
    }
    many_clients_options options{port, 3, "lost"};
    options.authority = trust.trusted;
    const many_clients people{options};
    EXPECT_TRUE(patiently([&] { return people.connected() == 3; }));
  }

  /// 0 while the server does not listen.
  static std::uint16_t port_in(const std::string& log) {
    const std::string before = "msg=\"Listening on\" address=127.0.0.1:";
    const auto at = log.find(before);
    return at == std::string::npos
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(std::atoi(log.c_str() + at + before.size()));
  }

  /// Number of series in the answer; -1 when there is none.
  int series(const std::string& query) const {
    const auto reply = http_get(api, "/api/v1/query?query=" + percent_encoded(query));
    rapidjson::Document answer;
    answer.Parse(reply.body.c_str());
    if (reply.status != 200 || answer.HasParseError()) {
      return -1;
    }
    return static_cast<int>(answer["data"]["result"].Size());
  }

  temp_folder folder;
  net::certificate_folder certificates;
  std::optional<mock::mock_llm> upstream;
  std::uint16_t api = 0;
};

TEST_F(prometheus, gets_data_for_every_query_of_the_dashboard) {
  const std::string binary = "/usr/bin/prometheus";
  if (!std::ifstream{binary}) {
    GTEST_SKIP() << "Debian's package prometheus is not installed";
  }
  mock::mock_llm_options model;
  model.answer.tokens = 20;
  model.answer.rate = 20;
  model.fail_ratio = 0.1;
  upstream.emplace(model);
  running_program program{settings()};
  const auto line = program.log_line("admin.listening port=").value_or("=0");
  const auto admin = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind('=') + 1)));
  const auto port = program.port();
  ASSERT_NE(port, 0);
  write_configuration(admin);
  conformance::child_process server{
      binary,
      {"--config.file=" + (folder / "prometheus.yml").string(),
       "--storage.tsdb.path=" + (folder / "data").string(), "--web.listen-address=127.0.0.1:0"},
      folder / "log"};
  ASSERT_TRUE(server.wait_until([&] { return (api = port_in(server.log())) != 0; }));
  many_clients_options options{port, 50};
  options.authority = certificates.authority.pem();
  many_clients people{options};
  ASSERT_TRUE(patiently([&] { return series("aurawell_connections == 50") == 1; }));
  have_trouble(port);
  const auto queries = dashboard_queries();
  EXPECT_GT(queries.size(), 40U);
  for (const auto& query : queries) {
    EXPECT_TRUE(patiently([&] { return series(query) > 0; })) << query << "\n" << server.log();
  }
  EXPECT_EQ(series("ALERTS{alertname=\"AuraWellDown\"}"), 0);
}

}  // namespace
}  // namespace aurawell
