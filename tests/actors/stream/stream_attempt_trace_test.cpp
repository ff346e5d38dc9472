// The spans of attempts, and the place in the trace that each attempt sends.

#include <gmock/gmock.h>

#include "tests/actors/stream/llm_stream_fixture.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/fake_spans.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::attribute_of;
using test_support::fake_spans;
using testing::HasSubstr;

class stream_attempt_trace : public llm_stream_test {
 protected:
  stream_attempt_trace() {
    clocks.max_retries = 1;
    trace = question_trace{{}, spans};
  }

  std::shared_ptr<fake_spans> spans = std::make_shared<fake_spans>();
};

TEST_F(stream_attempt_trace, an_attempt_is_a_client_span_inside_of_the_question) {
  start();
  advance(500ms);
  first->last().text("Sleep more.");
  run();
  advance(1s);
  first->last().finish();
  run();
  ASSERT_EQ(spans->spans.size(), 1U);
  const auto& span = spans->spans[0];
  EXPECT_EQ(span.name, "chat");
  EXPECT_EQ(span.kind, span_kind::client);
  EXPECT_EQ(span.trace, trace.place()->trace);
  EXPECT_EQ(span.parent, trace.place()->span);
  EXPECT_EQ(span.end - span.begin, 1'500ms);
  EXPECT_EQ(span.error_type, "");
  EXPECT_EQ(attribute_of(span, "gen_ai.operation.name"), "chat");
  EXPECT_EQ(attribute_of(span, "gen_ai.provider.name"), "first");
  EXPECT_EQ(attribute_of(span, "gen_ai.response.model"), "fake-1");
  EXPECT_EQ(attribute_of(span, "gen_ai.usage.input_tokens"), "3");
  EXPECT_EQ(attribute_of(span, "gen_ai.usage.output_tokens"), "5");
  EXPECT_EQ(attribute_of(span, "aurawell.time_to_first_chunk_us"), "500000");
}

TEST_F(stream_attempt_trace, a_models_name_is_no_sentence) {
  for (const std::string& name : {std::string{"you asked why"}, std::string(129, 'm'),
                                  std::string{"m\n"}, std::string{"\xE4\xBD\xA0"}}) {
    spans->spans.clear();
    start_over();
    completion_batch batch;
    batch.model = name;
    first->last().sink->on_batch(batch);
    first->last().text("Sleep more.");
    first->last().sink->on_finish({});
    run();
    ASSERT_EQ(spans->spans.size(), 1U);
    EXPECT_EQ(attribute_of(spans->spans[0], "gen_ai.response.model"), "") << name;
  }
}

TEST_F(stream_attempt_trace, each_attempt_sends_the_id_of_its_own_span) {
  const test_support::captured_log log;
  start();
  first->last().fail(ec::upstream_failed);
  run();
  pass(500ms);
  first->last().fail(ec::upstream_failed);
  run();
  second->last().text("Sleep more.");
  second->last().finish();
  run();
  const auto attempts = spans->named("chat");
  ASSERT_EQ(attempts.size(), 3U);
  const completion_request* sent[]{&first->calls[0]->request, &first->calls[1]->request,
                                   &second->calls[0]->request};
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    ASSERT_TRUE(sent[i]->trace);
    EXPECT_EQ(sent[i]->trace->span, attempts[i].span);
    EXPECT_EQ(sent[i]->trace->trace, trace.place()->trace);
    EXPECT_TRUE(sent[i]->trace->is_sampled);
  }
  EXPECT_NE(attempts[0].span, attempts[1].span);
  EXPECT_EQ(attempts[0].error_type, "EXTERNAL_1501");
  EXPECT_EQ(attempts[2].error_type, "");
  EXPECT_THAT(log.text(), HasSubstr("trace=" + trace.id() + " provider=first"));
}

TEST_F(stream_attempt_trace, a_cancelled_attempt_says_so) {
  start();
  cancel();
  ASSERT_EQ(spans->spans.size(), 1U);
  EXPECT_EQ(spans->spans[0].error_type, "cancelled");
}

TEST_F(stream_attempt_trace, is_passed_on_also_without_spans) {
  spans->rule.ratio = 0;
  trace = question_trace{{}, spans};
  start();
  first->last().text("Sleep more.");
  first->last().finish();
  run();
  EXPECT_TRUE(spans->spans.empty());
  EXPECT_EQ(first->last().request.trace->trace, trace.place()->trace);
  EXPECT_FALSE(first->last().request.trace->is_sampled);
}

TEST_F(stream_attempt_trace, there_is_none_without_a_trace) {
  trace = {};
  start();
  first->last().text("Sleep more.");
  first->last().finish();
  run();
  EXPECT_FALSE(first->last().request.trace);
}

}  // namespace
}  // namespace aurawell::actors
