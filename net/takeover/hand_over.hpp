#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "net/socket/listening_socket.hpp"
#include "net/takeover/packet_socket.hpp"
#include "net/takeover/takeover_message.hpp"
#include "net/takeover/takeover_options.hpp"

namespace aurawell::net {

/// The old process's side of one conversation (takeover_message.hpp), from the connection of a new
/// process to its end. The caller waits for packets and for the deadline. Writes the log.
class hand_over {
 public:
  using clock = packet_socket::clock;

  enum class phase : unsigned char {
    hello,      ///< waits for `hello`
    ready,      ///< the sockets are sent; waits for `ready`
    accepting,  ///< the new process may accept; waits for `accepting`
    done,       ///< the new process serves
    failed,     ///< this process serves on
  };

  struct offer {
    program_facts program;
    std::vector<inherited_socket> sockets;
  };

  /// `offered` must outlive it.
  hand_over(packet_socket other, pid_t process, const offer& offered,
            const takeover_options& options);

  phase now() const noexcept { return phase_; }
  bool has_ended() const noexcept { return phase_ == phase::done || phase_ == phase::failed; }
  int number() const noexcept { return other_.number(); }
  /// The new process.
  pid_t process() const noexcept { return process_; }
  clock::time_point deadline() const noexcept { return deadline_; }

  /// A packet is there, or the other process has closed its end.
  void on_packet();

  /// The deadline has passed.
  void on_timeout();

  /// This process cannot hand over any more.
  void refuse(const std::string& reason);

  /// In the phase `done`: call it when the descriptors in `taken` are closed.
  void confirm();

  /// The listeners that the new process serves.
  const std::vector<listener_role>& taken() const noexcept { return taken_; }

 private:
  void on(const takeover_hello& hello);
  void on(const takeover_ready& ready);
  void on(const takeover_accepting& accepting);
  void on(const auto& unexpected);

  void wait_for(phase next, std::chrono::milliseconds most);
  bool send_sockets();

  packet_socket other_;
  pid_t process_;
  const offer& offer_;
  const takeover_options options_;
  phase phase_ = phase::hello;
  clock::time_point deadline_;
  std::vector<listener_role> taken_;
};

}  // namespace aurawell::net
