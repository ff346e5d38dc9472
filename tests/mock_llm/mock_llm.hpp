#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/mock_llm/answer_plan.hpp"

namespace aurawell::mock {

struct mock_llm_options {
  std::string host = "127.0.0.1";
  /// 0: the system chooses.
  std::uint16_t port = 0;
  std::uint32_t threads = 1;
  answer_plan answer;
  /// The model's name in answers; empty: the requested one.
  std::string model_name;
  /// Requests without this bearer token get 401; empty: accepts all.
  std::string api_key;
  /// This share of the requests, evenly spread, is answered with `fail_status`.
  double fail_ratio = 0;
  std::uint32_t fail_status = 503;
  /// Quirks for random selection, in the form of `quirk_mix`: "reset_mid_answer", "none=95,all=5".
  /// A request whose model names a quirk gets that one. Empty: none.
  std::string quirks;
  /// Seed of the selection: request number N, counted from 0, always gets the same quirk.
  std::uint64_t seed = 0;
  /// The next one is closed at once.
  std::uint32_t max_connections = 20'000;
  /// Streams that are due within this time are served together.
  std::chrono::microseconds tick{1'000};
};

struct mock_llm_stats {
  std::uint64_t connections = 0;  ///< accepted in total
  std::uint64_t connections_open = 0;
  std::uint64_t requests = 0;  ///< whose head and body were well formed HTTP
  // Each request is one of refused, running, finished and aborted.
  std::uint64_t requests_refused = 0;  ///< answered with a status other than 200
  std::uint64_t streams_running = 0;   ///< answers, streamed or whole, that have not ended
  std::uint64_t streams_finished = 0;  ///< ended by the mock, correctly or with an intended fault
  std::uint64_t streams_aborted = 0;   ///< the client closed before the end
  std::uint64_t tokens_sent = 0;
  std::uint64_t writes_blocked = 0;  ///< the kernel did not accept all bytes: a slow reader
  std::chrono::steady_clock::time_point last_abort{};
};

/// An OpenAI-compatible upstream on its own threads: `POST <any>/chat/completions`. Equal questions
/// get equal answers. A model name like "mock:tokens=50,rate=0" sets options of one request
/// (`plan_keys`), "quirk:NAME" selects a quirk of `quirk_catalog.hpp`. All functions but `stop` and
/// the destructor may be called from any thread.
class mock_llm {
 public:
  /// Starts serving. Throws boost::system::system_error if it cannot listen, std::invalid_argument
  /// if there is no such quirk.
  explicit mock_llm(mock_llm_options options);
  mock_llm(const mock_llm&) = delete;
  mock_llm& operator=(const mock_llm&) = delete;
  ~mock_llm();

  std::uint16_t port() const noexcept;

  /// "http://127.0.0.1:<port>/v1"
  std::string base_url() const;

  mock_llm_stats stats() const;

  /// When clients closed during an answer, as the socket reported; the first 100,000.
  std::vector<std::chrono::steady_clock::time_point> abort_times() const;

  /// Number of requests by quirk.
  std::map<std::string, std::uint64_t> quirks_served() const;

  /// Closes every connection and ends the threads. Safe to call twice.
  void stop();

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::mock
