#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"

namespace aurawell::net {

/// A program that is given a text on its standard input and whose output is thrown away. It
/// sees no other file and no variable of this process but a plain PATH, runs in a process
/// group of its own, and ends with this object.
class child_process {
 public:
  /// No shell: `command` is the program's absolute path and its arguments.
  /// @param input At most 60 KiB.
  static result<child_process> start(const std::vector<std::string>& command,
                                     std::string_view input);

  child_process(child_process&& other) noexcept;
  child_process& operator=(child_process&&) = delete;

  /// Kills the whole group if the program still runs.
  ~child_process();

  enum class outcome : unsigned char { good, bad, still_running };

  /// Waits until the program ends, or `patience` is over. `bad`: its exit code was not 0.
  /// Not again after it has ended.
  outcome wait(std::chrono::milliseconds patience);

 private:
  explicit child_process(pid_t id);

  pid_t id_;
  /// Becomes readable when the program ends.
  int ended_;
};

}  // namespace aurawell::net
