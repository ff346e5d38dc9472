#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::net {

/// How an upstream is asked to go on behind a partial answer, which stands as the
/// assistant's message at the end of the request.
enum class continuation_style : unsigned char {
  off,        ///< Not at all.
  assistant,  ///< By that message alone.
  prefix,     ///< The message is marked `"prefix": true`: DeepSeek, Mistral.
  vllm,       ///< The request says `continue_final_message`, and no generation prompt.
};

enum class http_version : unsigned char {
  one,  ///< HTTP/1.1: a connection for each answer.
  two,  ///< HTTP/2 where the server offers it over TLS: answers share connections.
};

/// Whether an answer begins with thoughts that no tag opens, because the server's chat template
/// has written the opening tag into the prompt.
enum class thought_style : unsigned char {
  automatic,  ///< As the last answer that showed it; at first as the model's name says.
  always,
  never,
};
/// What the bound of an answer is called in a request.
enum class limit_name : unsigned char { max_tokens, max_completion_tokens };

/// One OpenAI-compatible upstream.
struct llm_options {
  /// Up to and without "/chat/completions".
  std::string base_url = "https://api.deepseek.com";
  /// One is sent as a bearer token; none, when there is none. When an account refuses one
  /// or is at its limit, the next one's turn comes. Secret.
  std::vector<std::string> api_keys;
  /// How long a key rests that was refused, and the longest rest that an upstream at its
  /// limit can ask for.
  std::chrono::milliseconds key_pause{300'000};
  /// Used when a request names no model.
  std::string model = "deepseek-flash";
  /// Sent as `thinking.type`: "disabled" or "enabled"; empty sends none. An upstream
  /// that does not know it is asked without.
  std::string thinking = "disabled";
  continuation_style continuation = continuation_style::assistant;
  thought_style unopened_thoughts = thought_style::automatic;
  /// Members of a request that are never sent, by name.
  std::vector<std::string> omit;
  limit_name max_tokens_name = limit_name::max_tokens;
  /// DNS, TCP and TLS together.
  std::chrono::milliseconds connect_timeout{5'000};
  /// One line of the event stream, and one event; a longer one fails the answer.
  std::size_t max_event_bytes = 1024 * 1024;
  /// Status line and header fields of a response; more fails the answer.
  std::size_t max_header_bytes = 64 * 1024;
  /// Everything that is sent for one answer, decompressed, with keep-alives and thoughts;
  /// more fails the answer.
  std::size_t max_body_bytes = 16 * 1024 * 1024;
  /// PEM file with the trusted authorities; empty: the system's.
  std::string ca_bundle_file;
  /// URL of the proxy for this upstream. Empty: what the environment says, and none for a
  /// loopback address.
  std::string proxy;
  http_version http = http_version::one;
  /// By which people get other names for this upstream; empty: one is drawn. Secret.
  std::string pseudonym_key;
};

/// The built-in coach.
struct offline_options {
  /// Pace of the text, which comes in phrases; a token is a word, a Chinese character or a
  /// mark of Chinese punctuation, as in the usage of an answer. 0: as fast as it can. Clients
  /// of the replaced service give up when an answer takes more than 5 seconds.
  std::uint32_t tokens_per_second = 400;
};

}  // namespace aurawell::net
