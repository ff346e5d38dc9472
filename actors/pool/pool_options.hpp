#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::actors {

/// One pool of advice workers.
struct pool_options {
  /// Actors that prepare answers: history, prompt, start of the stream.
  std::uint32_t workers = 4;
  /// Answers that stream at the same time.
  std::uint32_t max_streams = 4'096;
  /// Questions that wait for one of those; the next is refused.
  std::uint32_t queue = 1'024;
  /// A question that waited this long is refused.
  std::chrono::milliseconds queue_timeout{30'000};
  /// Questions of one user, waiting and streaming together.
  std::uint32_t per_user = 8;
  /// Names of providers, in the order in which they are tried.
  std::vector<std::string> providers{"offline"};
  /// Empty: the provider's own.
  std::string model;
  double temperature = 0.7;
  std::uint32_t max_tokens = 2'048;
  /// History that goes into the prompt: exchanges, and estimated tokens of theirs.
  std::uint32_t history_exchanges = 20;
  std::uint32_t history_tokens = 8'000;
  /// Estimated tokens of the note on the exchanges before those.
  std::uint32_t note_tokens = 400;
  /// What is loaded for both.
  std::uint32_t history_bytes = 256 * 1024;
};

}  // namespace aurawell::actors
