#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"

namespace aurawell::net {

/// A program that receives a text on its standard input; its output is dropped. It gets no other
/// file and no variable of this process except a plain PATH, runs in a process group of its own,
/// and is killed with this object.
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

  /// Waits until the program ends, at most `patience`. `bad`: its exit code was not 0. Must not be
  /// called after it has ended.
  outcome wait(std::chrono::milliseconds patience);

 private:
  explicit child_process(pid_t id);

  pid_t id_;
  /// Becomes readable when the program ends.
  int ended_;
};

}  // namespace aurawell::net
