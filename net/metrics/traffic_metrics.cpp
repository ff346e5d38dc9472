#include "net/metrics/traffic_metrics.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "net/metrics/sampled_family.hpp"

namespace aurawell::net {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array socket_outcomes{"admitted", "full", "crowded", "dropped"};
constexpr std::size_t closed_sockets = socket_outcomes.size();
constexpr std::array proxy_header_faults{"not_there", "version_1",    "unsupported", "too_long",
                                         "malformed", "bad_checksum", "incomplete",  "other"};
constexpr std::array handshake_outcomes{"opened",    "unauthenticated", "invalid",
                                        "too_often", "crowded",         "full",
                                        "stopping",  "abandoned"};
constexpr std::array resume_outcomes{"recovered", "restated", "unknown"};
constexpr std::array sides{"server", "client", "nobody"};
constexpr std::array directions{"in", "out"};
/// Methods with a value of their own.
constexpr std::array methods{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};

std::size_t index(auto value) noexcept {
  return static_cast<std::size_t>(value);
}

/// One value for each name, from the places of `counters` that begin with `first`.
template <std::size_t Size>
MetricFamily counted(const char* name, const char* help, const char* label,
                     std::span<const char* const> names, const striped_counters<Size>& counters,
                     std::size_t first = 0) {
  sampled_family family{name, MetricType::Counter, help};
  for (std::size_t i = 0; i < names.size(); ++i) {
    family.add(static_cast<double>(counters.total(first + i)), {{label, names[i]}});
  }
  return std::move(family).take();
}

}  // namespace

traffic_metrics::traffic_metrics(prometheus::Registry& registry)
    : requests_{prometheus::BuildCounter()
                    .Name("aurawell_http_requests_total")
                    .Help("Replies over HTTP, by the pattern of the path and the status.")
                    .Register(registry)},
      published_lags_{prometheus::BuildHistogram()
                          .Name("aurawell_loop_lag_seconds")
                          .Help("How much later than planned a timer of an I/O thread ran.")
                          .Register(registry)
                          .Add({}, overhead_buckets.bounds_in_seconds())} {}

void traffic_metrics::socket_accepted(socket_outcome outcome) noexcept {
  sockets_.add(index(outcome), 1);
}

void traffic_metrics::socket_closed() noexcept {
  sockets_.add(closed_sockets, 1);
}

void traffic_metrics::proxy_header_refused(std::string_view reason) noexcept {
  const auto place = std::find(proxy_header_faults.begin(), proxy_header_faults.end() - 1, reason);
  proxy_headers_.add(index(place - proxy_header_faults.begin()), 1);
}

void traffic_metrics::handshake_ended(handshake_outcome outcome) noexcept {
  handshakes_.add(index(outcome), 1);
}

void traffic_metrics::chat_closed(close_side side, std::uint16_t code) noexcept {
  const auto place = std::find(codes.begin(), codes.end(), code) - codes.begin();
  closes_.add(index(side) * (codes.size() + 1) + index(place), 1);
}

void traffic_metrics::message_received(std::size_t bytes) noexcept {
  messages_.add(0, 1);
  messages_.add(2, bytes);
}

void traffic_metrics::message_sent(std::size_t bytes) noexcept {
  messages_.add(1, 1);
  messages_.add(3, bytes);
}

void traffic_metrics::session_resumed(resume_outcome outcome) noexcept {
  resumes_.add(index(outcome), 1);
}

void traffic_metrics::request_answered(std::string_view method, std::string_view route,
                                       unsigned status) {
  const bool is_known = std::find(methods.begin(), methods.end(), method) != methods.end();
  requests_
      .Add({{"method", is_known ? std::string{method} : "other"},
            {"route", std::string{route}},
            {"status", std::to_string(status)}})
      .Increment();
}

std::vector<MetricFamily> traffic_metrics::families() const {
  sampled_family open{"aurawell_sockets_open", MetricType::Gauge,
                      "Open sockets of clients, without those that were refused."};
  // Read first, so that the difference is never negative.
  const auto closed = sockets_.total(closed_sockets);
  open.add(static_cast<double>(sockets_.total(0) - closed));
  return {std::move(open).take(),
          counted("aurawell_sockets_total",
                  "Sockets of clients that were accepted, by what became "
                  "of them.",
                  "outcome", socket_outcomes, sockets_),
          counted("aurawell_proxy_headers_refused_total",
                  "Connections of proxies that were refused for their header of the PROXY "
                  "protocol, by the reason.",
                  "reason", proxy_header_faults, proxy_headers_),
          forwarded_refusals(),
          counted("aurawell_websocket_handshakes_total",
                  "Attempts to open a chat over WebSocket, by how they ended.", "outcome",
                  handshake_outcomes, handshakes_),
          counted("aurawell_websocket_messages_total", "Messages of WebSockets.", "direction",
                  directions, messages_),
          counted("aurawell_websocket_bytes_total", "Bytes of the content of these messages.",
                  "direction", directions, messages_, 2),
          counted("aurawell_resumes_total",
                  "Clients that named a session to resume, by what they "
                  "found.",
                  "outcome", resume_outcomes, resumes_),
          closes()};
}

MetricFamily traffic_metrics::forwarded_refusals() const {
  sampled_family family{"aurawell_forwarded_refused_total", MetricType::Counter,
                        "Requests of proxies that were refused for their Forwarded."};
  family.add(static_cast<double>(forwarded_.total(0)));
  return std::move(family).take();
}

MetricFamily traffic_metrics::closes() const {
  sampled_family family{"aurawell_websocket_closes_total", MetricType::Counter,
                        "Chats over WebSocket that ended, by close code and who sent it."};
  for (std::size_t side = 0; side < sides.size(); ++side) {
    for (std::size_t i = 0; i <= codes.size(); ++i) {
      family.add(
          static_cast<double>(closes_.total(side * (codes.size() + 1) + i)),
          {{"code", i < codes.size() ? std::to_string(codes[i]) : "other"}, {"side", sides[side]}});
    }
  }
  return std::move(family).take();
}

void traffic_metrics::add_to(traffic_totals& totals) const noexcept {
  totals.messages = messages_.total(0) + messages_.total(1);
  // Read first, so that it is never more than all of them.
  totals.opened = handshakes_.total(index(handshake_outcome::opened));
  totals.attempts = totals.opened;
  for (std::size_t i = 1; i < handshake_outcomes.size(); ++i) {
    totals.attempts += handshakes_.total(i);
  }
}

}  // namespace aurawell::net
