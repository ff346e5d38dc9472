#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/result.hpp"
#include "net/socket/listening_socket.hpp"
#include "net/takeover/packet_socket.hpp"
#include "net/takeover/takeover_message.hpp"
#include "net/takeover/takeover_options.hpp"

namespace aurawell::net {

/// The new process's side of a conversation (takeover_message.hpp) with the process that serves.
/// As long as `may_accept` has not succeeded, the old process serves as if nobody had come; also
/// when this object is destroyed or this process dies. Blocks, at most as long as
/// `takeover_options::answer_timeout`.
class predecessor {
 public:
  /// Nothing: no process listens at the path of the options.
  static result<std::optional<predecessor>> find(const takeover_options& options,
                                                 const program_facts& own);

  /// Its listening sockets. The caller may take them out.
  inherited_sockets& sockets() noexcept { return sockets_; }

  /// Call it when everything has started and nothing can fail any more. An old process that has
  /// died meanwhile is a success.
  /// @param taken The listeners that use sockets of the old process.
  result<void> may_accept(const std::vector<listener_role>& taken);

  /// Call it when this process accepts clients. On success the old process has closed its
  /// descriptors and stops, or it has died. A failure: it serves on, and this process must end.
  result<void> accepting();

 private:
  predecessor(packet_socket connected, pid_t process, const takeover_options& options)
      : other_{std::move(connected)}, process_{process}, options_{options} {}

  void say(const takeover_message& message);
  result<void> receive_sockets();
  result<void> adopt(const takeover_sockets& message, std::vector<file_descriptor> descriptors);
  result<takeover_message> receive(std::vector<file_descriptor>* descriptors = nullptr);

  packet_socket other_;
  pid_t process_;
  takeover_options options_;
  inherited_sockets sockets_;
  std::vector<listener_role> taken_;
  bool has_died_ = false;
};

}  // namespace aurawell::net
