#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace aurawell::conformance {

/// A program in a child process, which ends with this process, even when this process is killed.
class child_process {
 public:
  /// `log` is a file that receives its standard error. Throws std::system_error when no
  /// process can be made; a program that is not there ends with 127.
  child_process(std::string program, std::vector<std::string> arguments, std::filesystem::path log);
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  ~child_process();

  bool is_running();

  /// Sends SIGTERM and returns the exit code; nothing when a signal ended it or it did not end in
  /// time.
  std::optional<int> stop();

  /// Everything that it has written so far.
  std::string log() const;

  /// Waits until `holds` is true. Returns false when the program ended or the time was over before.
  bool wait_until(const std::function<bool()>& holds);

 private:
  pid_t process_ = -1;
  int status_ = 0;
  std::filesystem::path log_;
};

}  // namespace aurawell::conformance
