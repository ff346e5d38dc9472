#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::actors {

/// Options of one pool of advice workers.
struct pool_options {
  /// Actors that prepare answers: history and prompt.
  std::uint32_t workers = 4;
  /// Answers that stream at the same time.
  std::uint32_t max_streams = 4'096;
  /// Waiting questions; a further one is refused.
  std::uint32_t queue = 1'024;
  /// Longest wait of a question; past it the question is refused.
  std::chrono::milliseconds queue_timeout{30'000};
  /// Questions of one user, waiting and streaming together.
  std::uint32_t per_user = 8;
  /// Names of providers, in the order of the tries.
  std::vector<std::string> providers{"offline"};
  /// Empty: the provider's default.
  std::string model;
  double temperature = 0.7;
  std::uint32_t max_tokens = 2'048;
  /// Limits of the history in the prompt: exchanges, and their estimated tokens.
  std::uint32_t history_exchanges = 20;
  std::uint32_t history_tokens = 8'000;
  /// Limit of the note on the exchanges before those, in estimated tokens.
  std::uint32_t note_tokens = 400;
  /// Limit of what is loaded for history and note, in bytes.
  std::uint32_t history_bytes = 256 * 1024;
};

}  // namespace aurawell::actors
