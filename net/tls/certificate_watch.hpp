#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "net/tls/served_certificate.hpp"

namespace aurawell::net {

/// Looks at the files of certificates regularly, on a thread of its own: reading them blocks.
class certificate_watch {
 public:
  using certificates = std::vector<std::shared_ptr<served_certificate>>;

  /// Without certificates there is no thread.
  certificate_watch(certificates watched, std::chrono::milliseconds interval);
  certificate_watch(const certificate_watch&) = delete;
  certificate_watch& operator=(const certificate_watch&) = delete;
  ~certificate_watch();

 private:
  void run(std::chrono::milliseconds interval);

  const certificates watched_;
  std::mutex mutex_;
  std::condition_variable ending_;
  bool has_ended_ = false;
  std::thread thread_;
};

}  // namespace aurawell::net
