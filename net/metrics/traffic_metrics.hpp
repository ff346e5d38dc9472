#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/metric_family.h>
#include <prometheus/registry.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/ports/traffic_telemetry.hpp"
#include "net/metrics/recent_traffic.hpp"
#include "net/metrics/striped_counters.hpp"
#include "net/metrics/striped_histogram.hpp"

namespace aurawell::net {

/// Metrics of sockets, WebSockets and requests over HTTP. Thread-safe. Nothing that is called for
/// each message locks or allocates. The registry owns some families and must outlive this object.
class traffic_metrics {
 public:
  explicit traffic_metrics(prometheus::Registry& registry);

  void socket_accepted(socket_outcome outcome) noexcept;
  void socket_closed() noexcept;
  /// @param reason One of those in the source, else it counts as "other".
  void proxy_header_refused(std::string_view reason) noexcept;
  void forwarded_refused() noexcept { forwarded_.add(0, 1); }
  void handshake_ended(handshake_outcome outcome) noexcept;
  void chat_closed(close_side side, std::uint16_t code) noexcept;
  void message_received(std::size_t bytes) noexcept;
  void message_sent(std::size_t bytes) noexcept;
  void session_resumed(resume_outcome outcome) noexcept;
  /// Locks briefly.
  void request_answered(std::string_view method, std::string_view route, unsigned status);
  void loop_lagged(std::chrono::nanoseconds late) noexcept { lags_.observe(late); }

  /// Moves the counts of the histogram to the registry.
  void publish() { lags_.drain_into(published_lags_); }

  /// The families that the registry does not have.
  std::vector<prometheus::MetricFamily> families() const;

  /// Adds messages and attempts.
  void add_to(traffic_totals& totals) const noexcept;

 private:
  /// Close codes with a value of their own; the last place counts all others.
  static constexpr std::array<std::uint16_t, 16> codes{1000, 1001, 1002, 1003, 1005, 1006,
                                                       1007, 1008, 1009, 1011, 1012, 4001,
                                                       4005, 4008, 4010, 4029};
  static constexpr std::size_t close_places = 3 * (codes.size() + 1);

  prometheus::MetricFamily forwarded_refusals() const;
  prometheus::MetricFamily closes() const;

  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Histogram& published_lags_;
  striped_histogram lags_{overhead_buckets};
  /// Messages in and out, then bytes in and out.
  striped_counters<4> messages_;
  /// One place for each `socket_outcome`, then closed ones.
  striped_counters<5> sockets_;
  /// One place for each reason, then "other".
  striped_counters<8> proxy_headers_;
  striped_counters<1> forwarded_;
  striped_counters<8> handshakes_;
  striped_counters<3> resumes_;
  striped_counters<close_places> closes_;
};

}  // namespace aurawell::net
