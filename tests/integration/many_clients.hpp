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
  /// Prefix of the names of users and requests; different for each group of clients of one
  /// database.
  std::string name = "many_clients";
  std::string kind = "health_chat";
  /// The authority that signed the server's certificate, in PEM; empty: without TLS.
  std::string authority{};
};

/// How a connection ended that had been greeted.
struct client_end {
  std::chrono::steady_clock::time_point at;
  /// 0: without a close frame.
  std::uint16_t code = 0;
  std::string reason;
};

/// The state of a question at its client.
struct asked_question {
  std::string user;
  std::string request;
  std::string conversation;
  /// Of the mock's answer.
  std::uint64_t seed = 0;
  /// Whether the server has accepted it.
  bool accepted = false;
  /// Its terminal status; empty: none was received.
  std::string ending;
};

/// Many clients with one connection each, all on one thread. Each asks one question after the other
/// until it is stopped or its server has ended.
class many_clients {
 public:
  /// Begins to connect.
  explicit many_clients(many_clients_options options);
  many_clients(const many_clients&) = delete;
  many_clients& operator=(const many_clients&) = delete;
  ~many_clients();

  /// Present number.
  std::uint32_t connected() const noexcept;
  std::uint64_t answered() const noexcept;
  std::uint64_t failed() const noexcept;
  /// Sent and received.
  std::uint64_t messages() const noexcept;
  /// From the question to the end, summed up over the answers that are whole.
  std::chrono::nanoseconds answering() const noexcept;
  /// Connections that closed after their greeting.
  std::uint64_t lost() const noexcept;

  /// Clients ask nothing more after their present answer.
  void ask_no_more() noexcept;

  /// Asks no more questions and waits for running answers. Returns false when the time is over.
  bool finish(std::chrono::milliseconds patience);

  /// Closes all connections and returns all questions; only those of one user are in order.
  std::vector<asked_question> stop();

  /// After `stop`.
  std::vector<client_end> ends() const;

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::test_support
