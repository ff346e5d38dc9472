#pragma once

#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "net/storage/database/store_options.hpp"
#include "tests/integration/many_clients.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/mock_llm/mock_llm.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {

/// The number in this environment variable, else `otherwise`.
std::uint64_t environment_number(const char* name, std::uint64_t otherwise);

/// Answers that begin without delay. @param rate Tokens per second.
mock::mock_llm_options quick_model(std::uint32_t tokens, double rate = 60);

/// The real program on a database file, or on a database with a URL, and a mock as its only model.
class test_program {
 public:
  test_program(const std::string& database, const mock::mock_llm& upstream,
               const std::vector<std::string>& more_settings = {});
  ~test_program();

  /// 0 when it did not start.
  std::uint16_t port() const noexcept { return port_; }

  /// The state in `get_status` and `/readyz`, which must agree.
  bool degraded() const;

  void kill();
  /// Stops it cleanly; returns its exit code.
  std::optional<int> stop();

  /// After a stop: whether its log has this text.
  bool logged(const std::string& text) const;

 private:
  running_program program_;
  std::uint16_t port_ = 0;
  std::uint16_t admin_port_ = 0;
  /// Reads the log, so that the program never blocks on a full pipe.
  std::thread log_reader_;
  std::atomic<bool> ended_{false};
  std::vector<std::string> log_;
};

/// The database, read with SQLite without the program.
class raw_database {
 public:
  explicit raw_database(const std::string& path);
  ~raw_database();

  void run(const char* sql);
  /// First column of the only row.
  std::string text(const char* sql);
  std::vector<std::pair<std::string, std::string>> pairs(const char* sql);

 private:
  sqlite3* handle_ = nullptr;
};

/// Compares the clients' results with the store. Fails the test for each confirmed answer that is
/// not stored completely, for every exchange without an end, and for every text that is not the
/// beginning of the mock's.
void expect_kept(const std::string& database, const std::vector<asked_question>& asked,
                 std::uint32_t tokens);

/// Accepted requests that are not stored, and finished requests that are not stored completely.
std::vector<std::string> missing_answers(const net::store_options& options,
                                         const std::vector<asked_question>& asked,
                                         std::uint32_t tokens);

/// Each user's questions are stored in the order in which they were asked.
void expect_in_order(const std::string& database);

}  // namespace aurawell::test_support
