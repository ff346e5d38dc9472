#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "net/llm/answer/thought_habit.hpp"
#include "net/llm/refusal/upstream_error.hpp"
#include "net/llm/request/adapted_request.hpp"
#include "net/llm/request/key_ring.hpp"
#include "net/llm/request/llm_options.hpp"
#include "net/llm/request/user_pseudonym.hpp"

namespace aurawell::net {

/// What all exchanges with one upstream share, and what was learned about it.
/// Thread-safe.
class llm_upstream {
 public:
  /// @param lessons What is known of it already; what is learned is added.
  llm_upstream(const llm_options& options, std::shared_ptr<provider_lessons> lessons);

  /// The number of the key for the next request.
  std::size_t take_key() { return keys_.take(key_ring::time_point::clock::now()); }

  /// Everything about a request but its body and its callbacks.
  void configure(CURL* handle, std::size_t key) const;

  /// In the form that it takes, as far as is known.
  adapted_request adapt(completion_request request) const;

  /// Lets the key rest when the failure is about it, tells the caller whether there is
  /// another, and writes the failure to the log, without any key.
  void settle(std::size_t key, upstream_error& problem);

  bool can_continue() const noexcept { return options_.continuation != continuation_style::off; }
  const llm_options& options() const noexcept { return options_; }
  thought_habit& thoughts() noexcept { return thoughts_; }

 private:
  struct free_list {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
  };

  using header_list = std::unique_ptr<curl_slist, free_list>;

  static std::vector<header_list> make_headers(const std::vector<std::string>& api_keys);
  void choose_way(CURL* handle) const;
  void choose_trust(CURL* handle) const;
  std::string key_words(std::size_t key, std::chrono::milliseconds rest) const;

  const llm_options options_;
  const std::string url_;
  /// Who is spoken to, for the log: no path, no key.
  const std::string host_;
  const bool is_loopback_;
  const bool has_trust_file_;
  /// One for each key.
  const std::vector<header_list> headers_;
  key_ring keys_;
  thought_habit thoughts_;
  const user_pseudonym pseudonym_;
  const std::shared_ptr<provider_lessons> lessons_;
};

}  // namespace aurawell::net
