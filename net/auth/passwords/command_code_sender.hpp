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

/// Passes each message, as one JSON object, to a run of the operator's command on its standard
/// input: `{"kind":"reset_code","user_id","username","email","code","expires_at","language"}`.
/// Never in the arguments, which every user of the machine can read.
class command_code_sender final : public code_sender {
 public:
  explicit command_code_sender(notify_options options);

  ~command_code_sender() override;

  void send(code_message message, std::function<void()> lost) override;

  /// Drops waiting and later messages, and kills running commands. No callback is called
  /// afterwards.
  void stop();

 private:
  struct waiting_message {
    code_message message;
    std::function<void()> lost;
  };

  void run();
  /// False: the message is lost.
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
