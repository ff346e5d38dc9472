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

/// State that all exchanges with one upstream share, with what was learned about it. Thread-safe.
class llm_upstream {
 public:
  /// @param lessons What is known already; new lessons are added to it.
  llm_upstream(const llm_options& options, std::shared_ptr<provider_lessons> lessons);

  /// The index of the key for the next request.
  std::size_t take_key() { return keys_.take(key_ring::time_point::clock::now()); }

  /// Sets all options of a request except its body and its callbacks.
  void configure(CURL* handle, std::size_t key) const;

  /// The headers that `configure` sets; they live as long as this object.
  curl_slist* headers(std::size_t key) const noexcept { return headers_[key].get(); }

  /// The request in a form that the upstream accepts, as far as is known.
  adapted_request adapt(completion_request request) const;

  /// Pauses the key when the failure is about it, notes in `problem` whether another key is usable,
  /// and logs the failure without any key. @param trace The id for the log; may be empty.
  void settle(std::size_t key, upstream_error& problem, const std::string& trace);

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

  const llm_options options_;
  const std::string url_;
  /// Host for the log, without path and key.
  const std::string host_;
  const bool is_loopback_;
  const bool has_trust_file_;
  /// One element for each key.
  const std::vector<header_list> headers_;
  key_ring keys_;
  thought_habit thoughts_;
  const user_pseudonym pseudonym_;
  const std::shared_ptr<provider_lessons> lessons_;
};

}  // namespace aurawell::net
