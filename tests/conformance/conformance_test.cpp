// Runs every row against the real program, on each of its listeners and behind nginx.

#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/conformance/crew.hpp"
#include "tests/conformance/gateway.hpp"
#include "tests/conformance/http_attempt.hpp"
#include "tests/conformance/program.hpp"
#include "tests/conformance/rows/http_rows.hpp"
#include "tests/conformance/rows/ws_rows.hpp"
#include "tests/conformance/ws_attempt.hpp"

namespace aurawell::conformance {
namespace {

const std::string& bytes_of(const http_row& row) {
  return row.parts.front();
}

const std::string& bytes_of(const ws_row& row) {
  return row.bytes;
}

/// CONFORMANCE_ROWS in the environment, a regular expression, limits a run to the rows whose
/// name it matches.
bool is_wanted(const std::string& name) {
  const char* pattern = std::getenv("CONFORMANCE_ROWS");
  return pattern == nullptr || std::regex_search(name, std::regex{pattern});
}

bool belongs_here(const http_row& row, const place& target) {
  return (is_wanted(row.name) || row.name.starts_with(hidden_prefix)) &&
         !(target.is_gateway() && row.direct_only);
}

bool belongs_here(const ws_row& row, const place&) {
  return is_wanted(row.name);
}

/// The first bytes of the input, for the message of a failure.
std::string shown(const std::string& bytes) {
  constexpr std::size_t most = 160;
  std::string text;
  for (const char byte : bytes.substr(0, most)) {
    if (byte == '\r') {
      text += "\\r";
    } else if (byte == '\n') {
      text += "\\n";
    } else if (byte < ' ' || byte > '~') {
      text += "\\x" + to_hex(std::string(1, byte));
    } else {
      text += byte;
    }
  }
  return text + (bytes.size() > most ? "... of " + std::to_string(bytes.size()) + " bytes" : "");
}

template <class Row>
std::string describe(const Row& row, const std::string& fault) {
  return "  " + row.name + " (" + row.section + ")\n    sent: " + shown(bytes_of(row)) + "\n    " +
         fault + "\n";
}

/// All failed rows, in their order.
template <class Row>
std::string run_rows(const std::vector<Row>& rows, const place& target) {
  std::vector<std::string> faults(rows.size());
  for_each_index(rows.size(), [&](std::size_t index) {
    if (belongs_here(rows[index], target)) {
      faults[index] = run_row(rows[index], target);
    }
  });
  std::string report;
  std::size_t failed = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!faults[i].empty()) {
      ++failed;
      report += describe(rows[i], faults[i]);
    }
  }
  return failed == 0 ? std::string{}
                     : std::to_string(failed) + " of " + std::to_string(rows.size()) +
                           " rows failed:\n" + report;
}

template <class Row>
void expect_all_well(const std::vector<Row>& rows, const place& target) {
  const auto report = run_rows(rows, target);
  EXPECT_TRUE(report.empty()) << report;
}

/// Checks the profiles that only a smuggled request could have changed.
http_rows looks_for_hidden_requests(const http_rows& rows) {
  std::set<std::string> users;
  for (const auto& row : rows) {
    const auto& bytes = row.parts.front();
    const auto at = bytes.find("user_id=" + std::string{hidden_prefix});
    if (at != std::string::npos) {
      const auto begin = at + std::string_view{"user_id="}.size();
      users.insert(bytes.substr(begin, bytes.find(' ', begin) - begin));
    }
  }
  http_rows looks;
  for (const auto& user : users) {
    const auto ask =
        "GET /api/v1/user/profile?user_id=" + user + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    looks.push_back(row(user, ask, answered({200}), "nothing hidden may be done")
                        .without(std::string{hidden_request_done}));
  }
  return looks;
}

class conformance : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(served.port(), 0) << served.process().log(); }

  /// The program still serves, and stops correctly.
  void TearDown() override {
    EXPECT_TRUE(served.process().is_running()) << served.process().log();
    const auto at = clients_port(served.port());
    EXPECT_EQ(run_row(row("afterwards", at.get(), answered({200}), ""), at), "");
    EXPECT_EQ(served.process().stop(), 0) << served.process().log();
  }

  /// No row's body was processed as a request.
  void expect_nothing_hidden_was_done(const http_rows& rows) const {
    expect_all_well(looks_for_hidden_requests(rows), clients_port(served.port()));
  }

  program served;
};

TEST_F(conformance, of_http_at_the_port_of_clients) {
  const auto at = clients_port(served.port());
  const auto rows = all_http_rows(at);
  EXPECT_GE(rows.size(), 300U);
  expect_all_well(rows, at);
  expect_nothing_hidden_was_done(rows);
}

TEST_F(conformance, of_http_at_the_port_of_operators) {
  const auto at = operators_port(served.operators_port());
  const auto rows = all_http_rows(at);
  expect_all_well(rows, at);
}

TEST_F(conformance, of_http_behind_a_gateway) {
  gateway nginx{served.port()};
  const auto at = gateway_socket(nginx.socket_path());
  const auto rows = all_http_rows(at);
  expect_all_well(rows, at);
  expect_nothing_hidden_was_done(rows);
  EXPECT_EQ(nginx.process().stop(), 0) << nginx.process().log();
}

TEST_F(conformance, of_handshakes) {
  const auto at = clients_port(served.port());
  const auto rows = all_handshake_rows();
  expect_all_well(rows, at);
  expect_nothing_hidden_was_done(rows);
}

TEST_F(conformance, of_handshakes_behind_a_gateway) {
  gateway nginx{served.port()};
  const auto rows = all_handshake_rows();
  expect_all_well(rows, gateway_socket(nginx.socket_path()));
  expect_nothing_hidden_was_done(rows);
  EXPECT_EQ(nginx.process().stop(), 0) << nginx.process().log();
}

TEST_F(conformance, of_frames) {
  expect_all_well(all_ws_rows(), clients_port(served.port()));
}

TEST_F(conformance, of_frames_behind_a_gateway) {
  gateway nginx{served.port()};
  expect_all_well(all_ws_rows(), gateway_socket(nginx.socket_path()));
  EXPECT_EQ(nginx.process().stop(), 0) << nginx.process().log();
}

}  // namespace
}  // namespace aurawell::conformance
