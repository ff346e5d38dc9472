#pragma once

#include <curl/curl.h>

#include <atomic>
#include <chrono>
#include <cstddef>

namespace aurawell::net {

class curl_engine;

/// One HTTP exchange on a curl_loop. Every function is called on the loop's thread unless its
/// comment says otherwise.
class curl_exchange {
 public:
  curl_exchange() = default;
  curl_exchange(const curl_exchange&) = delete;
  curl_exchange& operator=(const curl_exchange&) = delete;
  virtual ~curl_exchange() = default;

  /// Any thread. After this, no new call to the exchange begins.
  void stop_calls() noexcept { silent_ = true; }
  bool is_silent() const noexcept { return silent_; }

 protected:
  /// Call it from curl's callbacks to get `on_read_over`.
  void note_read();

  /// The outcome is known. The exchange continues only until its response is read to the end, so
  /// that the connection can be reused; at most for one second.
  void linger() noexcept { lingers_ = true; }

 private:
  friend class curl_engine;

  /// Sets the options of a fresh handle. What they point to must live as long as the exchange.
  virtual void prepare(CURL* handle) = 0;

  /// All bytes of one read of the socket have passed curl's callbacks; that read returned at
  /// `read_at`.
  virtual void on_read_over(std::chrono::steady_clock::time_point read_at) = 0;

  /// The last call, unless it returns true: then the exchange starts again.
  virtual bool on_finish(CURL* handle, CURLcode outcome) = 0;

  std::atomic<bool> silent_{false};
  bool lingers_ = false;
  bool is_noted_ = false;
  curl_engine* engine_ = nullptr;
  CURL* handle_ = nullptr;
  std::size_t slot_ = 0;
  std::chrono::steady_clock::time_point linger_until_{};
};

}  // namespace aurawell::net
