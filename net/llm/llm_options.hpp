#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace aurawell::net {

/// One OpenAI-compatible upstream.
struct llm_options {
  /// Up to and without "/chat/completions".
  std::string base_url = "https://api.deepseek.com";
  /// Sent as a bearer token; empty sends none. Secret.
  std::string api_key;
  /// Used when a request names no model.
  std::string model = "deepseek-flash";
  /// Sent as `thinking.type`: "disabled" or "enabled"; empty sends none. An upstream
  /// that does not know it is asked without.
  std::string thinking = "disabled";
  /// DNS, TCP and TLS together.
  std::chrono::milliseconds connect_timeout{5'000};
  /// One line of the event stream, and one event; a longer one fails the answer.
  std::size_t max_event_bytes = 1024 * 1024;
  /// PEM file with the trusted authorities; empty: the system's.
  std::string ca_bundle_file;
};

/// The built-in coach.
struct offline_options {
  /// Pace of the text; a token is a word or a Chinese character.
  std::uint32_t tokens_per_second = 60;
};

}  // namespace aurawell::net
