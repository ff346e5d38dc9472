#pragma once

#include <curl/curl.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "net/trace/otlp/export_course.hpp"

namespace aurawell::net {

/// Sends requests to a collector, one after the other, over a connection that is kept. Used by one
/// thread, except for `end_by`.
class collector_link {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// @param headers Lines for each request.
  collector_link(const trace_options& options, const std::vector<std::string>& headers);

  /// Returns when the response is complete, after `timeout`, or at the time of `end_by`.
  export_outcome post(const std::string& body);

  /// The present request and later ones end by then. Any thread.
  void end_by(time_point deadline);

 private:
  struct free_easy {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
  };
  struct free_multi {
    void operator()(CURLM* handle) const noexcept { curl_multi_cleanup(handle); }
  };
  struct free_list {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
  };

  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);

  void configure(const trace_options& options);
  /// Nothing: it took too long.
  std::optional<CURLcode> perform();
  export_outcome outcome_of_response() const;

  const std::string url_;
  const std::chrono::milliseconds timeout_;
  std::unique_ptr<curl_slist, free_list> headers_;
  std::unique_ptr<CURLM, free_multi> multi_;
  std::unique_ptr<CURL, free_easy> easy_;
  std::string response_;
  std::atomic<time_point> deadline_{time_point::max()};
};

}  // namespace aurawell::net
