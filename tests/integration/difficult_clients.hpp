#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace aurawell::test_support {

/// How many clients of each kind.
struct difficult_mix {
  /// Ask for `static_target` and read nothing.
  std::uint32_t not_reading = 0;
  /// Ask a question over HTTP, end their sending side, read the answer, and repeat.
  std::uint32_t half_closing = 0;
  /// Export their data repeatedly and read it slowly.
  std::uint32_t exporting = 0;
  std::string static_target = "/docs/vendor/swagger-ui/swagger-ui-bundle.js";
};

/// Their results so far.
struct difficult_counts {
  std::uint64_t answers = 0;
  std::uint64_t exports = 0;
  std::uint64_t bytes = 0;
  /// Connections that were refused or closed before their reply was complete.
  std::uint64_t broken = 0;
};

/// Clients on a separate thread that load a server on 127.0.0.1 until this object is destroyed.
class difficult_clients {
 public:
  difficult_clients(std::uint16_t port, const difficult_mix& mix);
  difficult_clients(const difficult_clients&) = delete;
  difficult_clients& operator=(const difficult_clients&) = delete;
  ~difficult_clients();

  /// Any thread.
  difficult_counts counts() const;

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

/// Asks the question for each of the exporting clients, so that they have data to export: about
/// twice its size. Settings must allow it, and the general pool should answer fast. Returns false
/// when one is refused.
bool give_something_to_export(std::uint16_t port, const difficult_mix& mix,
                              const std::string& question);

}  // namespace aurawell::test_support
