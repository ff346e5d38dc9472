#pragma once

#include <string>
#include <vector>

namespace aurawell::test_support {

/// The first few faults that a run has found.
class findings {
 public:
  /// @return `holds`.
  bool expect(bool holds, const std::string& otherwise) {
    if (!holds && all_.size() < most) {
      all_.push_back(otherwise);
    }
    return holds;
  }

  const std::vector<std::string>& all() const noexcept { return all_; }

 private:
  static constexpr std::size_t most = 5;

  std::vector<std::string> all_;
};

}  // namespace aurawell::test_support
