#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace aurawell::net {

/// How an upstream is asked to continue a partial answer, which is the assistant's message at the
/// end of the request.
enum class continuation_style : unsigned char {
  off,        ///< Never asked.
  assistant,  ///< Only by that message.
  prefix,     ///< The message is marked `"prefix": true`: DeepSeek, Mistral.
  vllm,       ///< The request has `continue_final_message` and no generation prompt.
};

enum class http_version : unsigned char {
  one,  ///< HTTP/1.1: a connection for each answer.
  two,  ///< HTTP/2 where the server offers it over TLS: answers share connections.
};

/// Whether an answer begins with thoughts without an opening tag, because the server's chat
/// template has written that tag into the prompt.
enum class thought_style : unsigned char {
  automatic,  ///< As the last answer that showed it; before that by the model's name.
  always,
  never,
};
/// The name of the limit of an answer in a request.
enum class limit_name : unsigned char { max_tokens, max_completion_tokens };

/// One OpenAI-compatible upstream.
struct llm_options {
  /// The URL before "/chat/completions".
  std::string base_url = "https://api.deepseek.com";
  /// One of them is sent as bearer token; none when the list is empty. When a key is refused or at
  /// its limit, the next one is used. Secret.
  std::vector<std::string> api_keys;
  /// How long a refused key is not used, and the longest pause that an upstream at its limit can
  /// ask for.
  std::chrono::milliseconds key_pause{300'000};
  /// Used when a request names no model.
  std::string model = "deepseek-flash";
  /// Sent as `thinking.type`: "disabled" or "enabled"; empty: not sent. For an upstream that
  /// refuses it, the request is sent without it.
  std::string thinking = "disabled";
  continuation_style continuation = continuation_style::assistant;
  thought_style unopened_thoughts = thought_style::automatic;
  /// Members of a request that are never sent, by name.
  std::vector<std::string> omit;
  limit_name max_tokens_name = limit_name::max_tokens;
  /// For DNS, TCP and TLS together.
  std::chrono::milliseconds connect_timeout{5'000};
  /// Limit of one line of the event stream and of one event; a longer one fails the answer.
  std::size_t max_event_bytes = 1024 * 1024;
  /// Status line and header fields of a response; more fails the answer.
  std::size_t max_header_bytes = 64 * 1024;
  /// All bytes of one answer, decompressed, keep-alives and thoughts included; more fails the
  /// answer.
  std::size_t max_body_bytes = 16 * 1024 * 1024;
  /// PEM file with the trusted authorities; empty: those of the system.
  std::string ca_bundle_file;
  /// URL of the proxy for this upstream. Empty: from the environment, and none for a loopback
  /// address.
  std::string proxy;
  http_version http = http_version::one;
  /// Each request has the headers of its place in the trace of the question.
  bool send_trace = false;
  /// Key of the hash that makes users' pseudonyms for this upstream; empty: a random key. Secret.
  std::string pseudonym_key;
};

/// The built-in coach.
struct offline_options {
  /// Pace of the text, which is sent in phrases. A token is a word, a Chinese character or a
  /// Chinese punctuation mark, as in the usage of an answer. 0: no delay. Clients of the replaced
  /// service give up when an answer takes more than 5 seconds.
  std::uint32_t tokens_per_second = 400;
};

}  // namespace aurawell::net
