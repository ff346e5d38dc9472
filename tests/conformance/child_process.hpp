#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace aurawell::conformance {

/// A program in a process of its own that ends with this one, even when this one is killed.
class child_process {
 public:
  /// `log` is a file that receives its standard error. Throws std::system_error when no
  /// process can be made; a program that is not there ends with 127.
  child_process(std::string program, std::vector<std::string> arguments, std::filesystem::path log);
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  ~child_process();

  bool is_running();

  /// Exit code after SIGTERM; nothing when a signal ended it or it did not end in time.
  std::optional<int> stop();

  /// All that it has written so far.
  std::string log() const;

  /// False when `holds` did not become true while the program ran and there was time.
  bool wait_until(const std::function<bool()>& holds);

 private:
  pid_t process_ = -1;
  int status_ = 0;
  std::filesystem::path log_;
};

}  // namespace aurawell::conformance
