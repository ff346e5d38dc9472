#include "tests/actors/pool/pool_fixture.hpp"
#include "tests/support/fake_spans.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::attribute_of;
using test_support::fake_spans;

/// A pool with one place, whose questions are recorded.
class advice_pool_trace : public pool_test {
 protected:
  advice_pool_trace() {
    options.max_streams = 1;
    trace = question_trace{{}, spans};
  }

  std::shared_ptr<fake_spans> spans = std::make_shared<fake_spans>();
};

TEST_F(advice_pool_trace, the_wait_of_a_question_is_a_span) {
  open();
  ask(1, "ann");
  ask(2, "bob");
  ASSERT_EQ(spans->named("queue").size(), 1U);
  advance(3s);
  finish(0);
  const auto waits = spans->named("queue");
  ASSERT_EQ(waits.size(), 2U);
  EXPECT_EQ(waits[0].end - waits[0].begin, 0s);
  EXPECT_EQ(waits[1].end - waits[1].begin, 3s);
  EXPECT_EQ(waits[1].kind, span_kind::internal);
  EXPECT_EQ(waits[1].trace, trace.place()->trace);
  EXPECT_EQ(waits[1].parent, trace.place()->span);
  EXPECT_EQ(waits[1].error_type, "");
  EXPECT_EQ(attribute_of(waits[1], "aurawell.pool"), "health_chat");
  finish(1);
}

TEST_F(advice_pool_trace, a_wait_without_a_place_is_a_span_with_an_error) {
  open();
  ask(1, "ann");
  ask(2, "bob");
  advance(11s);
  ASSERT_EQ(refused.count(2), 1U);
  const auto waits = spans->named("queue");
  ASSERT_EQ(waits.size(), 2U);
  EXPECT_GE(waits[1].end - waits[1].begin, 10s);
  EXPECT_EQ(waits[1].error_type, to_string(ec::timed_out));
  finish(0);
}

TEST_F(advice_pool_trace, a_question_that_is_not_sampled_has_no_span) {
  spans->rule.ratio = 0;
  trace = question_trace{{}, spans};
  open();
  ask(1, "ann");
  finish(0);
  EXPECT_TRUE(spans->spans.empty());
}

}  // namespace
}  // namespace aurawell::actors
