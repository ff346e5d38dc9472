#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace aurawell::test_support {

struct many_clients_options {
  std::uint16_t port = 0;
  std::uint32_t members = 1'000;
  /// Begins the names of users and requests; no two groups of clients of a database may share it.
  std::string name = "many_clients";
  std::string kind = "health_chat";
};

/// A question as its asker knows it.
struct asked_question {
  std::string user;
  std::string request;
  std::string conversation;
  /// Of the mock's answer.
  std::uint64_t seed = 0;
  /// The server said that it has it.
  bool accepted = false;
  /// How it ended; empty: not that the asker knew.
  std::string ending;
};

/// Many people, each on a connection of their own and all on one thread, who ask one
/// question after the other until they are told to stop or their server is gone.
class many_clients {
 public:
  /// Begins to connect.
  explicit many_clients(many_clients_options options);
  many_clients(const many_clients&) = delete;
  many_clients& operator=(const many_clients&) = delete;
  ~many_clients();

  /// At this moment.
  std::uint32_t connected() const noexcept;
  std::uint64_t answered() const noexcept;
  std::uint64_t failed() const noexcept;
  /// Connections that ended after their welcome.
  std::uint64_t lost() const noexcept;

  /// Ask nothing more; those that are answered hear their answer out. False: not in time.
  bool finish(std::chrono::milliseconds patience);

  /// Drops everybody, and says what was asked, in no order but each user's own.
  std::vector<asked_question> stop();

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::test_support
