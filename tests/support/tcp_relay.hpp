#pragma once

#include <array>
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>

#include "tests/support/tcp_proxy.hpp"

namespace aurawell::test_support {

/// Shared by all connections of a proxy. Any thread.
struct proxy_state {
  std::atomic<std::uint16_t> server{0};
  std::atomic<bool> calm{false};
  /// Before each piece of bytes is forwarded.
  std::atomic<std::int64_t> delay_ms{0};
  std::atomic<std::uint64_t> connections{0};
  std::atomic<std::uint64_t> open{0};
  /// By `cut`.
  std::array<std::atomic<std::uint64_t>, 4> cuts{};
  std::atomic<std::uint64_t> unharmed{0};
};

/// One connection of a `tcp_proxy`: two sockets and their faults. Use it only on the thread of its
/// sockets.
class tcp_relay : public std::enable_shared_from_this<tcp_relay> {
 public:
  tcp_relay(boost::asio::ip::tcp::socket client, std::optional<cut_plan> plan, proxy_state& state);
  tcp_relay(const tcp_relay&) = delete;
  tcp_relay& operator=(const tcp_relay&) = delete;
  ~tcp_relay();

  /// Connects to the server, then keeps itself alive until both sides are closed.
  void start();

  /// From now on this plan applies, with bytes counted from now.
  void break_as(const cut_plan& plan);

  /// @param abruptly With an RST.
  void end(bool abruptly);

 private:
  static constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

  enum class stage : unsigned char {
    flowing,
    ending,  ///< one direction has ended, the other may continue for some time
    silent,  ///< nothing is forwarded, then the connection ends
    over,
  };

  /// One direction.
  struct pump {
    boost::asio::ip::tcp::socket& from;
    boost::asio::ip::tcp::socket& to;
    /// Bytes until the cut.
    std::uint64_t left = unlimited;
    bool ended = false;
    boost::asio::steady_timer delay{from.get_executor()};
    std::array<char, std::size_t{16} * 1024> buffer{};
  };

  template <class Action>
  void after(std::chrono::milliseconds delay, Action action);

  pump& counted() noexcept { return plan_.counted == flow::to_client ? down_ : up_; }
  void run();
  void read(pump& way);
  void on_read(pump& way, const boost::system::error_code& fault, std::size_t size);
  void forward(pump& way, std::size_t size);
  void on_end(pump& way, const boost::system::error_code& fault);
  void go_on_without(pump& way, std::chrono::milliseconds time, bool abruptly);
  void break_now();

  proxy_state& state_;
  boost::asio::ip::tcp::socket client_;
  boost::asio::ip::tcp::socket server_;
  boost::asio::steady_timer timer_;
  bool harmless_;
  cut_plan plan_;
  pump up_{client_, server_};
  pump down_{server_, client_};
  stage stage_ = stage::flowing;
};

}  // namespace aurawell::test_support
