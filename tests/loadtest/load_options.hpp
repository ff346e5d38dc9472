#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "tests/mock_llm/answer_text.hpp"

namespace aurawell::loadtest {

/// How much is demanded of an answer.
enum class verification : unsigned char {
  deltas,  ///< the protocol's own promises
  mock,    ///< and every token of the mock's answer, each once, in order
};

struct load_options {
  std::string url = "ws://127.0.0.1:8000";
  /// With "wss": certificates in PEM, of which one must have signed the server's; empty: nothing of
  /// it is checked.
  std::string authority_file;
  /// The user's id is appended.
  std::string path_prefix = "/ws/chat/";
  /// Without "?"; empty: none.
  std::string query;
  /// Users are called this and a number.
  std::string user_prefix = "load-";
  std::uint32_t connections = 100;
  /// Of each connection, one after the other.
  std::uint32_t requests = 1;
  /// Over which the connects are spread.
  std::chrono::milliseconds ramp{2'000};
  std::string message = "最近总是睡不好，怎么办？";
  std::string kind = "health_chat";
  verification verify = verification::deltas;
  mock::answer_style text = mock::answer_style::mixed;
  /// Pause after each answer.
  std::chrono::milliseconds think{0};
  /// Each connection asks once in this time, or at once if its answer took longer; 0: as soon as
  /// the answer is there.
  std::chrono::milliseconds every{0};
  /// Questions of each connection that come before, one after the other without a pause.
  std::uint32_t history = 0;
  /// Each question opens a conversation of its own, so that no prompt grows.
  bool own_conversations = false;
  /// Each answer is stopped after so many frames with text; 0: never.
  std::uint32_t cancel_after = 0;
  /// Ask nothing: each connection is closed after the welcome, and another one is made.
  bool churn = false;
  /// Measure this long, `measure_after` from the begin; all ask until its end, whatever
  /// `requests` says. 0: measure everything.
  std::chrono::milliseconds measure_for{0};
  std::chrono::milliseconds measure_after{0};
  /// Connect and hold, ask nothing.
  bool idle = false;
  std::chrono::milliseconds hold{10'000};
  /// Further clients that read slowly from before the first question to the end.
  std::uint32_t slow_readers = 0;
  /// That each of them reads.
  std::uint32_t slow_bytes_per_second = 1'000;
  /// For a connect and for an answer.
  std::chrono::milliseconds timeout{120'000};
  /// Event loops; 0: half the cores.
  std::uint32_t threads = 0;
  bool allow_remote = false;
  /// File for the JSON report; "-": stdout in place of the table; empty: none.
  std::string json;
  std::optional<int> server_pid;
  /// Process of the mock, whose use of the processor is measured too.
  std::optional<int> model_pid;
};

}  // namespace aurawell::loadtest
