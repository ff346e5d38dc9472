#pragma once

#include <array>
#include <atomic>
#include <cstddef>

#include "domain/ports/trace_telemetry.hpp"

namespace aurawell::test_support {

/// Counts what becomes of spans. Thread-safe.
class counted_spans final : public trace_telemetry {
 public:
  void spans_exported(std::size_t count) override { exported += count; }
  void spans_lost(span_loss why, std::size_t count) override {
    losses[static_cast<std::size_t>(why)] += count;
  }
  void span_batch_failed() override { ++failed; }

  std::size_t lost(span_loss why) const { return losses[static_cast<std::size_t>(why)]; }
  std::size_t lost() const { return losses[0] + losses[1] + losses[2] + losses[3]; }

  std::atomic<std::size_t> exported{0};
  std::atomic<std::size_t> failed{0};
  std::array<std::atomic<std::size_t>, 4> losses{};
};

}  // namespace aurawell::test_support
