#pragma once

#include <curl/curl.h>

#include <memory>
#include <mutex>
#include <string>

#include "net/llm/completion_encoder.hpp"
#include "net/llm/llm_options.hpp"
#include "net/llm/upstream_error.hpp"
#include "net/llm/user_pseudonym.hpp"

namespace aurawell::net {

/// What all exchanges with one upstream share, and what was learned about it.
/// Thread-safe.
class llm_upstream {
 public:
  explicit llm_upstream(const llm_options& options);

  /// Everything about a request but its body and its callbacks.
  void configure(CURL* handle) const;

  encoded_request encode(const completion_request& request) const;

  /// The optional members that this upstream takes, as far as is known.
  optional_members accepted_members() const;
  void learn(const optional_members& accepted);

  /// Writes the failure to the log, without the key.
  void log(const upstream_error& problem) const;

  std::size_t max_event_bytes() const noexcept { return options_.max_event_bytes; }

 private:
  struct free_list {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
  };

  const llm_options options_;
  const std::string url_;
  /// Who is spoken to, for the log: no path, no key.
  const std::string host_;
  const bool is_loopback_;
  const bool has_trust_file_;
  const std::unique_ptr<curl_slist, free_list> headers_;
  const user_pseudonym pseudonym_;

  mutable std::mutex mutex_;
  optional_members accepted_;
};

}  // namespace aurawell::net
