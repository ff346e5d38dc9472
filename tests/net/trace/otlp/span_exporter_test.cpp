#include "net/trace/otlp/span_exporter.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <string>

#include "tests/net/llm/scripted_server.hpp"
#include "tests/net/trace/otlp/collected_spans.hpp"
#include "tests/support/counted_spans.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using act = scripted_server::act;
using clock = std::chrono::steady_clock;
using test_support::counted_spans;
using testing::HasSubstr;

scripted_server::script answer(std::string_view status, std::string_view headers = "",
                               std::string_view body = "{}") {
  return {{act::send, response(status, headers, body)}};
}

class exporter_fixture : public ::testing::Test {
 protected:
  /// @param port Of the collector.
  static trace_options quick(std::uint16_t port) {
    trace_options options;
    options.endpoint = "http://127.0.0.1:" + std::to_string(port);
    options.interval = 1ms;
    options.retry_pause = 1ms;
    options.retry_pause_max = 1ms;
    return options;
  }

  void start(const trace_options& options, const std::vector<std::string>& headers = {}) {
    exporter.emplace(options, headers, counts, trace_source{"1.2.3", "9f3c"});
  }

  void add(const std::string& name) {
    span_report span;
    span.name = name;
    span.trace = make_trace_id();
    span.span = make_span_id();
    exporter->span_ended(std::move(span));
  }

  template <class Condition>
  void wait_until(Condition is_met) {
    const auto deadline = clock::now() + 30s;
    while (!is_met() && clock::now() < deadline) {
      std::this_thread::sleep_for(1ms);
    }
    EXPECT_TRUE(is_met());
  }

  std::shared_ptr<counted_spans> counts = std::make_shared<counted_spans>();
  std::optional<span_exporter> exporter;
};

TEST_F(exporter_fixture, posts_spans_as_the_protocol_says) {
  scripted_server collector{answer("200 OK")};
  start(quick(collector.port()), {"Authorization: Bearer a-secret", "X-Tenant: me"});
  add("one");
  ASSERT_TRUE(collector.wait_for_requests(1));
  const auto request = collector.requests().front();
  ASSERT_EQ(spans_in_request(request).size(), 1U);
  EXPECT_EQ(spans_in_request(request)[0].name, "one");
  EXPECT_THAT(request, HasSubstr("\r\nAuthorization: Bearer a-secret\r\nX-Tenant: me\r\n"));
  wait_until([this] { return counts->exported == 1; });
}

TEST_F(exporter_fixture, keeps_one_connection) {
  scripted_server collector{answer("200 OK")};
  start(quick(collector.port()));
  for (std::size_t i = 1; i <= 5; ++i) {
    add("one");
    wait_until([&] { return counts->exported == i; });
  }
  EXPECT_EQ(collector.connections(), 1U);
}

TEST_F(exporter_fixture, takes_the_path_of_the_endpoint) {
  scripted_server collector{answer("200 OK")};
  auto options = quick(collector.port());
  options.endpoint += "/otlp/";
  start(options);
  add("one");
  ASSERT_TRUE(collector.wait_for_requests(1));
  EXPECT_TRUE(collector.requests()[0].starts_with("POST /otlp/v1/traces HTTP/1.1\r\n"));
}

TEST_F(exporter_fixture, sends_what_waits_when_it_stops) {
  scripted_server collector{answer("200 OK")};
  auto options = quick(collector.port());
  options.interval = 10min;
  options.batch = 2;
  start(options);
  for (int i = 0; i < 5; ++i) {
    add(std::to_string(i));
  }
  exporter->stop();
  EXPECT_EQ(counts->exported, 5U);
  EXPECT_EQ(spans_in_requests(collector.requests()).size(), 5U);
  add("late");
  EXPECT_EQ(counts->lost(span_loss::stopping), 1U);
}

TEST_F(exporter_fixture, tries_again_after_each_status_that_may_pass) {
  scripted_server collector{{answer("429 Too Many Requests"), answer("502 Bad Gateway"),
                             answer("503 Service Unavailable"), answer("504 Gateway Timeout"),
                             answer("200 OK")}};
  start(quick(collector.port()));
  add("one");
  wait_until([this] { return counts->exported == 1; });
  EXPECT_EQ(counts->failed, 4U);
  const auto all = spans_in_requests(collector.requests());
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all.front().span, all.back().span);
}

TEST_F(exporter_fixture, does_not_repeat_what_is_refused) {
  for (const auto* status : {"400 Bad Request", "401 Unauthorized", "413 Content Too Large",
                             "500 Internal Server Error", "302 Found"}) {
    scripted_server collector{answer(status, "Location: http://127.0.0.1:9/\r\n")};
    counts = std::make_shared<counted_spans>();
    start(quick(collector.port()));
    add("one");
    wait_until([this] { return counts->lost(span_loss::refused) == 1; });
    exporter.reset();
    EXPECT_EQ(collector.requests().size(), 1U) << status;
  }
}

TEST_F(exporter_fixture, reads_how_long_the_collector_asks_to_wait) {
  scripted_server collector{answer("429 Too Many Requests", "Retry-After: 3000\r\n")};
  start(quick(collector.port()));
  add("one");
  wait_until([this] { return counts->failed == 1; });
  const auto begun = clock::now();
  exporter->stop();
  // Another try would be due at once without the header, and the end is not waited for.
  EXPECT_LT(clock::now() - begun, 1s);
  EXPECT_EQ(collector.requests().size(), 1U);
  EXPECT_EQ(counts->lost(span_loss::stopping), 1U);
}

TEST_F(exporter_fixture, counts_what_an_accepting_collector_rejects) {
  scripted_server collector{
      answer("200 OK", "", R"({"partialSuccess":{"rejectedSpans":"1","errorMessage":"too old"}})")};
  start(quick(collector.port()));
  add("one");
  wait_until([this] { return counts->lost(span_loss::refused) == 1; });
  EXPECT_EQ(counts->exported, 0U);
}

TEST_F(exporter_fixture, gives_a_request_up_after_its_timeout) {
  scripted_server collector{{{{act::stall}}, answer("200 OK")}};
  auto options = quick(collector.port());
  options.timeout = 20ms;
  start(options);
  add("one");
  wait_until([this] { return counts->exported == 1; });
  EXPECT_EQ(counts->failed, 1U);
}

TEST_F(exporter_fixture, stops_in_time_while_the_collector_is_silent) {
  scripted_server collector{{{act::stall}}};
  auto options = quick(collector.port());
  options.timeout = 10min;
  options.flush_timeout = 50ms;
  start(options);
  add("one");
  ASSERT_TRUE(collector.wait_for_requests(1));
  const auto begun = clock::now();
  exporter->stop();
  EXPECT_GE(clock::now() - begun, 50ms);
  EXPECT_LT(clock::now() - begun, 5s);
  EXPECT_EQ(counts->lost(span_loss::stopping), 1U);
}

TEST_F(exporter_fixture, drops_the_batch_when_nobody_listens) {
  std::uint16_t port = 0;
  { port = scripted_server{answer("200 OK")}.port(); }
  auto options = quick(port);
  options.max_retries = 2;
  start(options);
  add("one");
  wait_until([this] { return counts->lost(span_loss::unreachable) == 1; });
  EXPECT_EQ(counts->failed, 3U);
}

}  // namespace
}  // namespace aurawell::net
