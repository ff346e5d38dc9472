#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/ports/telemetry.hpp"

namespace aurawell::test_support {

/// Keeps the measured values.
class fake_telemetry final : public telemetry {
 public:
  void attempt_ended(const attempt_report& attempt) override { attempts.push_back(attempt); }
  void chunk_arrived(std::string_view, std::chrono::nanoseconds since_last) override {
    chunks.push_back(since_last);
  }
  void recovered(std::string_view provider, recovery kind) override {
    recoveries.emplace_back(provider, kind);
  }

  void answer_corrected(const safety::contradiction_set& found) override {
    corrections.push_back(found);
  }

  std::vector<std::string> error_types() const {
    std::vector<std::string> types;
    for (const auto& attempt : attempts) {
      types.push_back(attempt.error_type);
    }
    return types;
  }

  std::vector<attempt_report> attempts;
  std::vector<safety::contradiction_set> corrections;
  std::vector<std::chrono::nanoseconds> chunks;
  std::vector<std::pair<std::string, recovery>> recoveries;
};

}  // namespace aurawell::test_support
