#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "net/auth/passwords/code_sender.hpp"
#include "net/auth/passwords/notify_options.hpp"

namespace aurawell::net {

/// Gives each message, as one JSON object, to a run of the operator's command on its standard
/// input: `{"kind":"reset_code","user_id","username","email","code","expires_at","language"}`.
/// Nothing of it stands in the arguments, which everybody on the machine can read.
class command_code_sender final : public code_sender {
 public:
  explicit command_code_sender(notify_options options);

  ~command_code_sender() override;

  void send(code_message message, std::function<void()> lost) override;

  /// What still waits, and what comes later, is dropped, and what runs is killed. Afterwards
  /// nothing is called any more.
  void stop();

 private:
  struct waiting_message {
    code_message message;
    std::function<void()> lost;
  };

  void run();
  /// False: it is lost.
  bool deliver(const code_message& message);
  bool is_stopping();

  const notify_options options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<waiting_message> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace aurawell::net
