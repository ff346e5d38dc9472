#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "net/metrics/striped_histogram.hpp"

namespace aurawell::net {

/// Times between the chunks of each provider. Providers are few and never removed, so a short
/// linear search without a lock finds one. Thread-safe.
class chunk_gaps {
 public:
  /// Makes the library's histogram of a provider. Called once for each, under a lock.
  using maker = std::function<prometheus::Histogram&(std::string_view provider)>;

  explicit chunk_gaps(maker make);

  /// Locks and allocates only for a provider's first value. Providers after the 32nd count as
  /// "other".
  void observe(std::string_view provider, std::chrono::nanoseconds gap);

  /// Moves the counts to the library's histograms.
  void drain();

 private:
  static constexpr std::size_t most_providers = 32;

  struct entry {
    entry(std::string_view name, prometheus::Histogram& shown) : provider{name}, published{shown} {}

    std::string provider;
    prometheus::Histogram& published;
    striped_histogram gaps{model_buckets};
  };

  entry* find(std::string_view provider) const noexcept;
  entry& add(std::string_view provider);

  maker make_;
  std::mutex adding_;
  /// The first `count_` exist and never change.
  std::array<std::unique_ptr<entry>, most_providers + 1> entries_;
  std::atomic<std::size_t> count_{0};
};

}  // namespace aurawell::net
