#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aurawell::test_support {

/// The real program in a child process, which is killed when this object is destroyed.
class running_program {
 public:
  /// Throws std::system_error when it cannot be started.
  /// @param log_file Its log goes there; empty: to a pipe.
  explicit running_program(std::vector<std::string> arguments, const std::string& log_file = {})
      : running_program{std::move(arguments), log_file, -1} {}

  /// The same with a listening socket, as systemd passes it.
  running_program(std::vector<std::string> arguments, int activated)
      : running_program{std::move(arguments), {}, activated} {}
  running_program(const running_program&) = delete;
  running_program& operator=(const running_program&) = delete;
  ~running_program();

  /// Process id; -1 after its end.
  pid_t id() const { return process_; }

  void signal(int number) const;

  /// The next line of its log that contains `text`; skips others. Nothing when there is none in
  /// time.
  std::optional<std::string> log_line(const std::string& text);

  /// The first line with `text` among those that have been read.
  std::optional<std::string> seen_line(const std::string& text) const;

  /// From its log; 0 when it did not start.
  std::uint16_t port();

  /// The pipe of its log holds only `bytes` from here on.
  void shrink_log_pipe(int bytes) const;

  /// Waits until it has ended; returns its whole log.
  std::vector<std::string> whole_log();

  /// Exit code; nothing when it did not exit in time.
  std::optional<int> wait();

 private:
  running_program(std::vector<std::string> arguments, const std::string& log_file, int activated);

  std::optional<std::string> next_line();
  /// Waits for more of its log; false at its end, or when there is none in time.
  bool read_more();

  pid_t process_ = -1;
  int log_ = -1;
  bool is_pipe_ = true;
  std::string unread_;
  std::vector<std::string> read_;
};

/// The port of its operators, after `port()`; 0 when it has not listened.
std::uint16_t operators_port(const running_program& program);

}  // namespace aurawell::test_support
