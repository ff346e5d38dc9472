#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

namespace aurawell::net {

/// Counts open client sockets against their limit. Thread-safe.
class connection_quota {
 public:
  /// Connections past the limit that are let in to be told so; the next is dropped.
  static constexpr std::uint32_t max_refusals = 256;

  /// One open socket; it counts until this is destroyed or moved from.
  class ticket {
   public:
    ticket(ticket&& other) noexcept
        : quota_{std::exchange(other.quota_, nullptr)}, refused_{other.refused_} {}
    ticket& operator=(ticket&&) = delete;
    ~ticket() { release(); }

    /// True: tell the client that there is no room.
    bool refused() const noexcept { return refused_; }

    /// Stops counting early.
    void release() noexcept;

   private:
    friend class connection_quota;
    ticket(connection_quota& quota, bool refused) noexcept : quota_{&quota}, refused_{refused} {}

    connection_quota* quota_;
    bool refused_;
  };

  explicit connection_quota(std::uint32_t limit) noexcept : limit_{limit} {}
  connection_quota(const connection_quota&) = delete;
  connection_quota& operator=(const connection_quota&) = delete;

  /// For the next to come; nobody has to go.
  void set_limit(std::uint32_t limit);

  /// Those that were let in, the refused ones not counted.
  std::uint32_t open();

  /// Nothing: drop the socket. The quota must outlive the ticket.
  std::optional<ticket> enter();

  /// Waits until no ticket is out; false when `patience` ran out first.
  bool wait_until_empty(std::chrono::milliseconds patience);

 private:
  void leave(bool refused) noexcept;

  std::mutex mutex_;
  std::condition_variable emptied_;
  std::uint32_t limit_;
  std::uint32_t open_ = 0;
  std::uint32_t refused_ = 0;
};

}  // namespace aurawell::net
