#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <random>

namespace aurawell::test_support {

/// How a connection is broken.
enum class cut : unsigned char {
  reset,       ///< RST to both sides
  half_close,  ///< FIN to one side; the other direction continues for `pause`
  stall,       ///< nothing is forwarded for `pause`, then RST to both sides
  close,       ///< FIN to both sides
};

enum class flow : unsigned char { to_client, to_server };

/// Breaks a connection after exactly `bytes` in the direction `counted`, or after `time` if that is
/// earlier. A half-close ends `counted`.
struct cut_plan {
  cut kind = cut::reset;
  flow counted = flow::to_client;
  std::uint64_t bytes = 0;
  std::chrono::milliseconds time{60'000};
  std::chrono::milliseconds pause{0};
};

/// Decides how to break a new connection; nothing: not at all.
using cut_planner = std::function<std::optional<cut_plan>(std::mt19937_64&)>;

struct random_cut_limits {
  /// Half of the cuts come much earlier, to affect heads and first events too.
  std::uint64_t bytes = 16 * 1024;
  std::chrono::milliseconds time{1'000};
  std::chrono::milliseconds pause{100};
};

/// Breaks every connection in a random way.
cut_planner random_cuts(random_cut_limits limits);

struct proxy_counts {
  std::uint64_t connections = 0;
  std::uint64_t open = 0;
  std::uint64_t resets = 0;
  std::uint64_t half_closes = 0;
  std::uint64_t stalls = 0;
  std::uint64_t closes = 0;
  /// Connections that the client or server closed before a cut.
  std::uint64_t unharmed = 0;

  std::uint64_t cuts() const noexcept { return resets + half_closes + stalls + closes; }
};

/// A TCP proxy on 127.0.0.1, on its own thread, that breaks connections deliberately. It forwards
/// the end of one side to the other, which must end within five seconds.
class tcp_proxy {
 public:
  /// @param server Port on 127.0.0.1.
  /// @param seed Seed of the random engine for `plan`, which runs on the proxy's thread.
  tcp_proxy(std::uint16_t server, std::uint64_t seed, cut_planner plan);
  tcp_proxy(const tcp_proxy&) = delete;
  tcp_proxy& operator=(const tcp_proxy&) = delete;
  /// Resets all open connections.
  ~tcp_proxy();

  std::uint16_t port() const;
  proxy_counts counts() const;

  /// Breaks all open connections as planned, with bytes and time counted from now.
  void break_open(const cut_plan& plan);

  /// From now on everything is forwarded so much later, to both sides.
  void delay(std::chrono::milliseconds time);

  /// From now on no connection is broken, including open ones.
  void calm();

  /// Connections made from now on go to this port. For a server that was restarted.
  void lead_to(std::uint16_t server);

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace aurawell::test_support
