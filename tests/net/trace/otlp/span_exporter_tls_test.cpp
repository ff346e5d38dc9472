#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "net/trace/otlp/span_exporter.hpp"
#include "tests/net/llm/scripted_server.hpp"
#include "tests/net/llm/test_authority.hpp"
#include "tests/net/llm/tls_server.hpp"
#include "tests/support/counted_spans.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using test_support::counted_spans;

class exporter_over_tls : public ::testing::Test {
 protected:
  /// Exports one span to a server that shows this certificate, and waits for the outcome.
  void export_one(const test_certificate& shown) {
    const tls_server server{shown, response("200 OK", "Connection: close\r\n", "{}")};
    trace_options options;
    options.endpoint = "https://127.0.0.1:" + std::to_string(server.port());
    options.interval = 1ms;
    options.max_retries = 0;
    options.ca_bundle_file = folder_ / "ca.pem";
    span_exporter exporter{options, {}, counts_, trace_source{"1.2.3", "9f3c"}};
    span_report span;
    span.name = "one";
    span.trace = make_trace_id();
    span.span = make_span_id();
    exporter.span_ended(std::move(span));
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (counts_->exported + counts_->lost() == 0 &&
           std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(1ms);
    }
    requests_ = server.requests();
  }

  void trust(const test_authority& authority) {
    std::ofstream{folder_ / "ca.pem"} << authority.pem();
  }

  const test_support::temp_folder folder_;
  std::shared_ptr<counted_spans> counts_ = std::make_shared<counted_spans>();
  std::size_t requests_ = 0;
};

TEST_F(exporter_over_tls, sends_to_a_collector_that_it_can_trust) {
  const test_authority authority{"good"};
  trust(authority);
  export_one(authority.issue("IP:127.0.0.1"));
  EXPECT_EQ(counts_->exported, 1U);
}

TEST_F(exporter_over_tls, sends_nothing_to_any_other) {
  const test_authority authority{"good"};
  trust(authority);
  for (const auto& shown :
       {test_authority{"other"}.issue("IP:127.0.0.1"), authority.issue("DNS:elsewhere.test"),
        authority.issue("IP:127.0.0.1", {-9, -2})}) {
    counts_ = std::make_shared<counted_spans>();
    export_one(shown);
    EXPECT_EQ(counts_->lost(span_loss::unreachable), 1U);
    EXPECT_EQ(requests_, 0U);
  }
}

}  // namespace
}  // namespace aurawell::net
