#include "net/metrics/prometheus_telemetry.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/net/metrics/sample_metrics.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using label = prometheus::ClientMetric::Label;

const label of_deepseek{"gen_ai_provider_name", "deepseek"};

TEST(prometheus_telemetry, counts_a_try_under_the_names_of_opentelemetry) {
  prometheus_telemetry counted;
  counted.attempt_ended(sample_attempt());
  const auto all = counted.collect();
  const std::vector<label> models{{"gen_ai_operation_name", "chat"},
                                  of_deepseek,
                                  {"gen_ai_request_model", "asked"},
                                  {"gen_ai_response_model", "answered"}};
  auto with_error = models;
  with_error.push_back({"error_type", "EXTERNAL_1502"});
  const auto* duration = find_metric(all, "gen_ai_client_operation_duration_seconds", with_error);
  ASSERT_NE(duration, nullptr);
  EXPECT_DOUBLE_EQ(duration->histogram.sample_sum, 3);
  const auto* first =
      find_metric(all, "gen_ai_client_operation_time_to_first_chunk_seconds", models);
  ASSERT_NE(first, nullptr);
  EXPECT_DOUBLE_EQ(first->histogram.sample_sum, 0.5);
  for (const auto& [type, tokens] : {std::pair{"input", 100}, std::pair{"output", 20}}) {
    auto with_type = models;
    with_type.push_back({"gen_ai_token_type", type});
    const auto* usage = find_metric(all, "gen_ai_client_token_usage", with_type);
    ASSERT_NE(usage, nullptr) << type;
    EXPECT_DOUBLE_EQ(usage->histogram.sample_sum, tokens);
    EXPECT_EQ(usage->histogram.bucket.size(), 15U);
    EXPECT_DOUBLE_EQ(usage->histogram.bucket[13].upper_bound, 67'108'864);
  }
}

TEST(prometheus_telemetry, leaves_out_what_a_try_did_not_have) {
  prometheus_telemetry counted;
  attempt_report bare;
  bare.provider = "deepseek";
  bare.usage = token_usage{1, 2, 3, {}, {}, true};
  counted.attempt_ended(bare);
  const auto all = counted.collect();
  const auto* duration = find_metric(all, "gen_ai_client_operation_duration_seconds");
  ASSERT_NE(duration, nullptr);
  EXPECT_EQ(duration->label.size(), 2U);
  EXPECT_EQ(find_metric(all, "gen_ai_client_operation_time_to_first_chunk_seconds"), nullptr);
  // Estimates are not counted.
  EXPECT_EQ(find_metric(all, "gen_ai_client_token_usage"), nullptr);
}

TEST(prometheus_telemetry, bounds_its_series_whatever_a_provider_says) {
  prometheus_telemetry counted;
  for (int i = 0; i < 2'000; ++i) {
    auto attempt = sample_attempt();
    attempt.response_model = "model-" + std::to_string(i) + "\n\"}";
    counted.attempt_ended(attempt);
  }
  const auto all = counted.collect();
  EXPECT_EQ(find_family(all, "gen_ai_client_operation_duration_seconds")->metric.size(), 33U);
  const auto* others = find_metric(all, "gen_ai_client_operation_duration_seconds",
                                   {{"gen_ai_response_model", "other"}});
  ASSERT_NE(others, nullptr);
  EXPECT_EQ(others->histogram.sample_count, 1'968U);
}

TEST(prometheus_telemetry, counts_gaps_between_chunks) {
  prometheus_telemetry counted;
  counted.chunk_arrived("deepseek", 30ms);
  counted.chunk_arrived("deepseek", 50ms);
  const auto all = counted.collect();
  const auto* gaps =
      find_metric(all, "gen_ai_client_operation_time_per_output_chunk_seconds", {of_deepseek});
  ASSERT_NE(gaps, nullptr);
  EXPECT_EQ(gaps->histogram.sample_count, 2U);
  EXPECT_NEAR(gaps->histogram.sample_sum, 0.08, 1e-9);
}

TEST(prometheus_telemetry, shows_zeros_before_anything_happened) {
  prometheus_telemetry counted;
  const auto all = counted.collect();
  for (const auto* pool : {"health_chat", "general_chat"}) {
    for (const auto* status : {"done", "cancelled", "incomplete", "error"}) {
      const auto* answers =
          find_metric(all, "aurawell_answers_total", {{"pool", pool}, {"status", status}});
      ASSERT_NE(answers, nullptr) << pool << status;
      EXPECT_EQ(answers->counter.value, 0);
    }
    for (const auto* reason :
         {"queue_full", "queue_too_slow", "waited_too_long", "too_many_of_user", "stopping"}) {
      EXPECT_NE(find_metric(all, "aurawell_refusals_total", {{"pool", pool}, {"reason", reason}}),
                nullptr);
    }
  }
}

TEST(prometheus_telemetry, counts_what_pools_do) {
  prometheus_telemetry counted;
  counted.answer_ended({chat_kind::general, transport::http, request_status::incomplete});
  counted.question_refused(chat_kind::health, refusal_reason::too_many_of_user);
  counted.question_waited(chat_kind::health, 2s);
  counted.worker_terminated(chat_kind::health);
  counted.question_screened(safety_level::urgent);
  safety::contradiction_set wrong;
  add(wrong, safety::contradiction::drug_dose);
  add(wrong, safety::contradiction::method);
  counted.answer_corrected(wrong);
  const auto all = counted.collect();
  const auto value = [&](const char* name, const std::vector<label>& labels) {
    const auto* metric = find_metric(all, name, labels);
    return metric == nullptr ? -1 : metric->counter.value;
  };
  EXPECT_EQ(value("aurawell_answers_total", {{"pool", "general_chat"}, {"status", "incomplete"}}),
            1);
  EXPECT_EQ(value("aurawell_answers_total", {{"pool", "general_chat"}, {"status", "done"}}), 0);
  EXPECT_EQ(value("aurawell_answers_total", {{"pool", "health_chat"}, {"status", "incomplete"}}),
            0);
  EXPECT_EQ(
      value("aurawell_refusals_total", {{"pool", "health_chat"}, {"reason", "too_many_of_user"}}),
      1);
  double answers = 0;
  for (const auto& metric : find_family(all, "aurawell_answers_total")->metric) {
    answers += metric.counter.value;
  }
  EXPECT_EQ(answers, 1);
  EXPECT_EQ(value("aurawell_worker_deaths_total", {{"pool", "health_chat"}}), 1);
  EXPECT_EQ(value("aurawell_safety_total", {{"level", "urgent"}}), 1);
  EXPECT_EQ(value("aurawell_safety_total", {{"level", "emergency"}}), 0);
  EXPECT_EQ(value("aurawell_safety_corrections_total", {{"kind", "drug_dose"}}), 1);
  EXPECT_EQ(value("aurawell_safety_corrections_total", {{"kind", "method"}}), 1);
  EXPECT_EQ(value("aurawell_safety_corrections_total", {{"kind", "stop_medicine"}}), 0);
  const auto* waits = find_metric(all, "aurawell_queue_wait_seconds", {{"pool", "health_chat"}});
  EXPECT_DOUBLE_EQ(waits->histogram.sample_sum, 2);
}

TEST(prometheus_telemetry, measures_answers_as_the_server_of_a_model) {
  prometheus_telemetry counted;
  counted.answer_began(chat_kind::health, 600ms);
  answer_report report{chat_kind::health};
  report.duration = 3s;
  counted.answer_ended(report);
  report.failure = ec::upstream_rate_limited;
  report.status = request_status::error;
  counted.answer_ended(report);
  const auto all = counted.collect();
  const std::vector<label> labels{{"gen_ai_operation_name", "chat"},
                                  {"gen_ai_provider_name", "aurawell"},
                                  {"gen_ai_request_model", "health_chat"}};
  const auto* first = find_metric(all, "gen_ai_server_time_to_first_token_seconds", labels);
  ASSERT_NE(first, nullptr);
  EXPECT_DOUBLE_EQ(first->histogram.sample_sum, 0.6);
  EXPECT_EQ(first->histogram.bucket.size(), 17U);
  auto failed = labels;
  failed.push_back({"error_type", "EXTERNAL_1502"});
  ASSERT_NE(find_metric(all, "gen_ai_server_request_duration_seconds", failed), nullptr);
  EXPECT_EQ(find_family(all, "gen_ai_server_request_duration_seconds")->metric.size(), 2U);
}

TEST(prometheus_telemetry, shares_count_the_questions_of_websockets_only) {
  prometheus_telemetry counted;
  answer_report report{chat_kind::health};
  report.duration = 3s;
  counted.answer_ended(report);
  report.status = request_status::cancelled;
  report.duration = 9s;
  counted.answer_ended(report);
  report.status = request_status::incomplete;
  counted.answer_ended(report);
  counted.question_denied(transport::websocket);
  report.over = transport::http;
  counted.answer_ended(report);
  counted.question_denied(transport::http);
  const auto all = counted.collect();
  EXPECT_EQ(find_metric(all, "websocket_error_rate")->gauge.value, 0.5);
  EXPECT_EQ(find_metric(all, "websocket_response_time_avg")->gauge.value, 3);
}

TEST(prometheus_telemetry, counts_what_becomes_of_spans) {
  prometheus_telemetry counted;
  counted.traceparent_ignored();
  counted.spans_exported(7);
  counted.span_batch_failed();
  counted.spans_lost(span_loss::queue_full, 1);
  counted.spans_lost(span_loss::refused, 2);
  counted.spans_lost(span_loss::unreachable, 3);
  counted.spans_lost(span_loss::stopping, 4);
  const auto all = counted.collect();
  const auto value = [&all](const char* name, const std::vector<label>& labels = {}) {
    const auto* found = find_metric(all, name, labels);
    return found != nullptr ? found->counter.value : -1;
  };
  EXPECT_EQ(value("aurawell_traceparents_ignored_total"), 1);
  EXPECT_EQ(value("aurawell_trace_spans_exported_total"), 7);
  EXPECT_EQ(value("aurawell_trace_batches_failed_total"), 1);
  double expected = 1;
  for (const auto* reason : {"queue_full", "refused", "unreachable", "stopping"}) {
    EXPECT_EQ(value("aurawell_trace_spans_lost_total", {{"reason", reason}}), expected++);
  }
}

TEST(prometheus_telemetry, measures_calls_of_the_store) {
  prometheus_telemetry counted;
  counted.store_called(store_call::commit, 2ms);
  const auto all = counted.collect();
  const auto* commits = find_metric(all, "aurawell_store_seconds", {{"call", "commit"}});
  ASSERT_NE(commits, nullptr);
  EXPECT_DOUBLE_EQ(commits->histogram.sample_sum, 0.002);
  EXPECT_EQ(find_metric(all, "aurawell_store_seconds", {{"call", "read"}})->histogram.sample_count,
            0U);
}

TEST(prometheus_telemetry, counts_recoveries_and_its_own_delays) {
  prometheus_telemetry counted;
  counted.recovered("deepseek", recovery::continuation);
  counted.upstream_closed(300us);
  counted.frame_written(70us);
  counted.frame_written(70us);
  const auto all = counted.collect();
  EXPECT_EQ(find_metric(all, "aurawell_recoveries_total",
                        {{"provider", "deepseek"}, {"kind", "continuation"}})
                ->counter.value,
            1);
  EXPECT_EQ(find_metric(all, "aurawell_cancel_to_upstream_close_seconds")->histogram.sample_count,
            1U);
  const auto frames = find_metric(all, "aurawell_read_to_frame_seconds")->histogram;
  EXPECT_EQ(frames.sample_count, 2U);
  EXPECT_EQ(frames.bucket[0].cumulative_count, 0U);
  EXPECT_EQ(frames.bucket[1].cumulative_count, 2U);
}

}  // namespace
}  // namespace aurawell::net
