#pragma once

#include <functional>
#include <string>

#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/wall_time.hpp"

namespace aurawell::net {

/// A code for a new password, for its account's holder.
struct code_message {
  user_id user;
  std::string username;
  /// As given at the registration; not verified.
  std::string email;
  /// Must not be logged.
  std::string code;
  wall_time expires_at;
  language lang = language::zh;
};

/// Sends codes to users. Thread-safe; no call blocks.
class code_sender {
 public:
  code_sender() = default;
  code_sender(const code_sender&) = delete;
  code_sender& operator=(const code_sender&) = delete;
  virtual ~code_sender() = default;

  /// A message that cannot be sent is dropped and logged without its content; then `lost` is
  /// called, once, on any thread, possibly before the call returns. Not called when the sender
  /// stops.
  virtual void send(code_message message, std::function<void()> lost) = 0;
};

}  // namespace aurawell::net
