#include "net/metrics/traffic_metrics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using label = prometheus::ClientMetric::Label;

/// -1 when there is no such value.
double value(prometheus_telemetry& counted, const char* name,
             const std::vector<label>& labels = {}) {
  const auto all = counted.collect();
  const auto* metric = find_metric(all, name, labels);
  return metric == nullptr ? -1 : std::max(metric->counter.value, metric->gauge.value);
}

TEST(traffic_metrics, counts_sockets_and_how_many_are_open) {
  prometheus_telemetry counted;
  counted.socket_accepted(socket_outcome::admitted);
  counted.socket_accepted(socket_outcome::admitted);
  counted.socket_accepted(socket_outcome::crowded);
  counted.socket_closed();
  EXPECT_EQ(value(counted, "aurawell_sockets_open"), 1);
  EXPECT_EQ(value(counted, "aurawell_sockets_total", {{"outcome", "admitted"}}), 2);
  EXPECT_EQ(value(counted, "aurawell_sockets_total", {{"outcome", "crowded"}}), 1);
  EXPECT_EQ(value(counted, "aurawell_sockets_total", {{"outcome", "dropped"}}), 0);
}

TEST(traffic_metrics, counts_what_proxies_say_wrong) {
  prometheus_telemetry counted;
  counted.proxy_header_refused("not_there");
  counted.proxy_header_refused("incomplete");
  counted.proxy_header_refused("incomplete");
  counted.proxy_header_refused("something new");
  counted.forwarded_refused();
  constexpr const char* headers = "aurawell_proxy_headers_refused_total";
  EXPECT_EQ(value(counted, headers, {{"reason", "not_there"}}), 1);
  EXPECT_EQ(value(counted, headers, {{"reason", "incomplete"}}), 2);
  EXPECT_EQ(value(counted, headers, {{"reason", "bad_checksum"}}), 0);
  EXPECT_EQ(value(counted, headers, {{"reason", "other"}}), 1);
  EXPECT_EQ(value(counted, "aurawell_forwarded_refused_total"), 1);
}

TEST(traffic_metrics, counts_messages_and_their_bytes_from_all_threads) {
  prometheus_telemetry counted;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 1'000; ++j) {
        counted.message_received(10);
        counted.message_sent(100);
      }
    });
  }
  for (auto& one : threads) {
    one.join();
  }
  const auto of = [&](const char* name, const char* direction) {
    return value(counted, name, {{"direction", direction}});
  };
  EXPECT_EQ(of("aurawell_websocket_messages_total", "in"), 4'000);
  EXPECT_EQ(of("aurawell_websocket_messages_total", "out"), 4'000);
  EXPECT_EQ(of("aurawell_websocket_bytes_total", "in"), 40'000);
  EXPECT_EQ(of("aurawell_websocket_bytes_total", "out"), 400'000);
}

TEST(traffic_metrics, counts_the_begins_and_ends_of_chats) {
  prometheus_telemetry counted;
  counted.handshake_ended(handshake_outcome::opened);
  counted.handshake_ended(handshake_outcome::too_often);
  counted.session_resumed(resume_outcome::restated);
  counted.chat_closed(close_side::client, 1000);
  counted.chat_closed(close_side::server, 4029);
  counted.chat_closed(close_side::client, 3999);
  counted.chat_closed(close_side::nobody, 1006);
  const auto ends = [&](const char* code, const char* side) {
    return value(counted, "aurawell_websocket_closes_total", {{"code", code}, {"side", side}});
  };
  EXPECT_EQ(ends("1000", "client"), 1);
  EXPECT_EQ(ends("4029", "server"), 1);
  EXPECT_EQ(ends("other", "client"), 1);
  EXPECT_EQ(ends("1006", "nobody"), 1);
  EXPECT_EQ(ends("1000", "server"), 0);
  EXPECT_EQ(value(counted, "aurawell_websocket_handshakes_total", {{"outcome", "opened"}}), 1);
  EXPECT_EQ(value(counted, "aurawell_websocket_handshakes_total", {{"outcome", "too_often"}}), 1);
  EXPECT_EQ(value(counted, "aurawell_resumes_total", {{"outcome", "restated"}}), 1);
  EXPECT_EQ(value(counted, "websocket_connection_success_rate"), 0.5);
}

TEST(traffic_metrics, counts_requests_by_method_route_and_status) {
  prometheus_telemetry counted;
  counted.request_answered("GET", "/api/v1/health", 200);
  counted.request_answered("GET", "/api/v1/health", 200);
  counted.request_answered("BREW", "none", 405);
  EXPECT_EQ(value(counted, "aurawell_http_requests_total",
                  {{"method", "GET"}, {"route", "/api/v1/health"}, {"status", "200"}}),
            2);
  EXPECT_EQ(value(counted, "aurawell_http_requests_total",
                  {{"method", "other"}, {"route", "none"}, {"status", "405"}}),
            1);
}

TEST(traffic_metrics, measures_the_lag_of_loops) {
  prometheus_telemetry counted;
  counted.loop_lagged(3ms);
  const auto all = counted.collect();
  const auto* lag = find_metric(all, "aurawell_loop_lag_seconds");
  ASSERT_NE(lag, nullptr);
  EXPECT_EQ(lag->histogram.sample_count, 1U);
  EXPECT_DOUBLE_EQ(lag->histogram.sample_sum, 0.003);
}

}  // namespace
}  // namespace aurawell::net
