#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace aurawell::net {

/// Counts open client sockets against the limit of all and that of each address.
/// Thread-safe.
class connection_quota {
 public:
  /// Connections past a limit that are let in to be told so; the next is dropped.
  static constexpr std::uint32_t max_refusals = 256;

  struct limits {
    std::uint32_t all;
    /// 0: any number.
    std::uint32_t per_address = 0;
  };

  /// Which limit was reached.
  enum class refusal : unsigned char { none, all, address };

  /// One open socket; it counts until this is destroyed or moved from.
  class ticket {
   public:
    ticket(ticket&& other) noexcept
        : quota_{std::exchange(other.quota_, nullptr)},
          address_{other.address_},
          refusal_{other.refusal_} {}
    ticket& operator=(ticket&&) = delete;
    ~ticket() { release(); }

    /// If any: tell the client that there is no room.
    refusal why_refused() const noexcept { return refusal_; }
    bool is_refused() const noexcept { return refusal_ != refusal::none; }

    /// Counts the socket for an address too that a gateway has told; false when that has
    /// reached its limit. One that counts for an address, or is told "", stays as it is.
    bool count_for(const std::string& address);

    /// Stops counting early.
    void release() noexcept;

   private:
    friend class connection_quota;
    ticket(connection_quota& quota, const std::string* address, refusal why) noexcept
        : quota_{&quota}, address_{address}, refusal_{why} {}

    connection_quota* quota_;
    /// The key in `addresses_`; null: it counts for none.
    const std::string* address_;
    refusal refusal_;
  };

  explicit connection_quota(limits most) noexcept : limits_{most} {}
  connection_quota(const connection_quota&) = delete;
  connection_quota& operator=(const connection_quota&) = delete;

  /// For the next to come; nobody has to go.
  void set_limits(limits most);

  /// Those that were let in, the refused ones not counted.
  std::uint32_t open();

  /// Nothing: drop the socket. The quota must outlive the ticket. No address has a limit
  /// when it is "".
  std::optional<ticket> enter(const std::string& address);

  /// Waits until no ticket is out; false when `patience` ran out first.
  bool wait_until_empty(std::chrono::milliseconds patience);

 private:
  /// Null: the address is at its limit. Under the lock.
  const std::string* count_address(const std::string& address);
  void leave(const ticket& gone) noexcept;

  std::mutex mutex_;
  std::condition_variable emptied_;
  limits limits_;
  std::uint32_t open_ = 0;
  std::uint32_t refused_ = 0;
  /// Open sockets of each address that has any.
  std::unordered_map<std::string, std::uint32_t> addresses_;
};

}  // namespace aurawell::net
