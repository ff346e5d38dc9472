#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "domain/ports/traffic_telemetry.hpp"

namespace aurawell::net {

/// Counts open client sockets against two limits: one for all, one for each address. Thread-safe.
class connection_quota {
 public:
  /// Connections past a limit that are accepted at the same time to be refused with a reply;
  /// further ones are dropped.
  static constexpr std::uint32_t max_refusals = 256;

  struct limits {
    std::uint32_t all;
    /// 0: any number.
    std::uint32_t per_address = 0;
  };

  /// The limit that was reached.
  enum class refusal : unsigned char { none, all, address };

  /// One open socket. It is counted until this object is destroyed or moved from.
  class ticket {
   public:
    ticket(ticket&& other) noexcept
        : quota_{std::exchange(other.quota_, nullptr)},
          address_{other.address_},
          refusal_{other.refusal_} {}
    ticket& operator=(ticket&&) = delete;
    ~ticket() { release(); }

    /// Not `none`: tell the client that there is no room.
    refusal why_refused() const noexcept { return refusal_; }
    bool is_refused() const noexcept { return refusal_ != refusal::none; }

    /// Counts the socket also for an address that a gateway has reported. False when that address
    /// is at its limit. Does nothing if the socket is counted for an address already or `address`
    /// is "".
    bool count_for(const std::string& address);

    /// The same for a socket that waits for its first request. Past the limit the ticket is refused
    /// from now on. False: drop the socket, too many that are refused are open.
    bool admit_for(const std::string& address);

    /// The address that the socket is counted for; empty: none.
    std::string address() const { return address_ == nullptr ? std::string{} : *address_; }

    /// Stops counting before the destruction.
    void release() noexcept;

   private:
    friend class connection_quota;
    ticket(connection_quota& quota, const std::string* address, refusal why) noexcept
        : quota_{&quota}, address_{address}, refusal_{why} {}

    connection_quota* quota_;
    /// The key in `addresses_`; null: counted for no address.
    const std::string* address_;
    refusal refusal_;
  };

  /// @param measured Must outlive the quota; null: nothing is reported.
  explicit connection_quota(limits most, traffic_telemetry* measured = nullptr) noexcept
      : limits_{most}, measured_{measured} {}
  connection_quota(const connection_quota&) = delete;
  connection_quota& operator=(const connection_quota&) = delete;

  /// Applies to new sockets; open ones stay.
  void set_limits(limits most);

  /// Open sockets, without those that were refused.
  std::uint32_t open();

  /// Nothing: drop the socket. The quota must outlive the ticket. The address "" has no limit.
  std::optional<ticket> enter(const std::string& address);

  /// Blocks until no ticket exists. False when `patience` ran out first.
  bool wait_until_empty(std::chrono::milliseconds patience);

 private:
  /// Counts an open socket as a refused one. False: too many are. The lock must be held.
  bool turn_away();
  /// Null: the address is at its limit. The lock must be held.
  const std::string* count_address(const std::string& address);
  void release(const ticket& gone) noexcept;
  void report(socket_outcome outcome) const;

  std::mutex mutex_;
  std::condition_variable emptied_;
  limits limits_;
  traffic_telemetry* measured_;
  std::uint32_t open_ = 0;
  std::uint32_t refused_ = 0;
  /// Number of open sockets by address; no entry is 0.
  std::unordered_map<std::string, std::uint32_t> addresses_;
};

}  // namespace aurawell::net
