// The correction after an answer that contradicts the service.

#include <gmock/gmock.h>

#include "tests/actors/stream/llm_stream_fixture.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class llm_stream_correction : public llm_stream_test {
 protected:
  llm_stream_correction() {
    clocks.finish_grace = 1'500ms;
    clocks.max_answer_bytes = 60;
    checked_for = {safety_level::emergency, {}, language::en, safety::region::united_states};
  }

  void begin(const std::string& text) {
    start();
    first->last().text(text);
    run();
  }

  void end_first() {
    first->last().finish();
    run();
  }

  /// The correction that must follow `text` exactly once.
  std::string correction_behind(const std::string& text) {
    EXPECT_THAT(heard().text, StartsWith(text + "\n\n**Correction**"));
    EXPECT_EQ(heard().text.find("**Correction**"), heard().text.rfind("**Correction**"));
    EXPECT_EQ(end().text_bytes, heard().text.size());
    EXPECT_EQ(measured->corrections.size(), 1U);
    return heard().text.substr(std::min(text.size(), heard().text.size()));
  }
};

TEST_F(llm_stream_correction, is_the_last_text_of_an_answer_that_ends_well) {
  begin("There is no need to call 911.");
  EXPECT_THAT(heard().text, Not(HasSubstr("Correction")));
  end_first();
  EXPECT_THAT(correction_behind("There is no need to call 911."), HasSubstr("Call **911** now."));
  EXPECT_EQ(end().status, request_status::done);
  ASSERT_EQ(measured->corrections.size(), 1U);
  EXPECT_TRUE(has(measured->corrections.front(), safety::contradiction::no_need_to_call));
}

TEST_F(llm_stream_correction, stands_behind_what_could_not_wait) {
  opening = "Call 911 now.";
  begin("You can wait until tomorrow.");
  end_first();
  correction_behind("Call 911 now.\n\nYou can wait until tomorrow.");
}

TEST_F(llm_stream_correction, is_left_out_where_nothing_is_wrong) {
  begin("Rest, and call 911 if it comes back.");
  end_first();
  EXPECT_EQ(heard().text, "Rest, and call 911 if it comes back.");
  EXPECT_TRUE(measured->corrections.empty());
}

TEST_F(llm_stream_correction, reads_the_words_of_the_model_only) {
  opening = "Take 400 mg of ibuprofen.";
  begin("Rest.");
  end_first();
  EXPECT_EQ(heard().text, "Take 400 mg of ibuprofen.\n\nRest.");
}

TEST_F(llm_stream_correction, depends_on_the_level_of_the_conversation) {
  checked_for.level = safety_level::routine;
  begin("There is no need to call 911.");
  end_first();
  EXPECT_EQ(heard().text, "There is no need to call 911.");
  start_over();
  first->last().text("Take 400 mg of ibuprofen.");
  end_first();
  correction_behind("Take 400 mg of ibuprofen.");
}

TEST_F(llm_stream_correction, follows_an_answer_that_breaks_off) {
  clocks.max_retries = 0;
  has_second = false;
  begin("Take 400 mg of ibuprofen. And");
  for (int i = 0; i < 3 && heard().ends.empty(); ++i) {
    first->last().fail(ec::upstream_failed);
    run();
  }
  EXPECT_EQ(end().status, request_status::incomplete);
  correction_behind("Take 400 mg of ibuprofen. And");
}

TEST_F(llm_stream_correction, is_not_cut_by_the_limit_of_an_answer) {
  begin("Take 400 mg of ibuprofen. ");
  first->last().text(std::string(60, 'x'));
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
  correction_behind("Take 400 mg of ibuprofen. ");
}

TEST_F(llm_stream_correction, reads_over_a_seam) {
  begin("There is no need ");
  first->last().fail(ec::upstream_failed);
  run();
  first->last().text("to call 911.");
  end_first();
  EXPECT_EQ(heard().seams.size(), 1U);
  correction_behind("There is no need to call 911.");
}

TEST_F(llm_stream_correction, reads_what_a_seam_held_back) {
  begin("Take 400 mg");
  first->last().fail(ec::upstream_failed);
  run();
  // A continuation may repeat the answer until the model ends.
  first->last().text(" of ibuprofen");
  run();
  EXPECT_THAT(heard().text, Not(HasSubstr("Correction")));
  end_first();
  EXPECT_EQ(end().status, request_status::done);
  correction_behind("Take 400 mg of ibuprofen");
}

TEST_F(llm_stream_correction, comes_after_the_grace_behind_a_finish_reason) {
  begin("Take 400 mg of ibuprofen.");
  first->last().finish_reason("stop");
  run();
  EXPECT_THAT(heard().text, Not(HasSubstr("Correction")));
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  correction_behind("Take 400 mg of ibuprofen.");
}

TEST_F(llm_stream_correction, reads_text_that_was_held_back) {
  start();
  first->last().held_text_and_reason("Take 400 mg of ibuprofen.", "stop");
  run();
  advance(1'500ms);
  EXPECT_EQ(end().status, request_status::done);
  correction_behind("Take 400 mg of ibuprofen.");
}

TEST_F(llm_stream_correction, comes_in_a_server_that_stops) {
  begin("Take 400 mg of ibuprofen. ");
  caf::anon_send(stream, end_atom::value, request_status::incomplete);
  run();
  EXPECT_EQ(end().status, request_status::incomplete);
  correction_behind("Take 400 mg of ibuprofen. ");
}

TEST_F(llm_stream_correction, comes_after_the_total_time) {
  begin("Take 400 mg of ibuprofen. ");
  while (heard().ends.empty()) {
    advance(2s);
    first->last().text("");
    run();
    if (now().time_since_epoch() > 10min) {
      break;
    }
  }
  EXPECT_EQ(end().status, request_status::incomplete);
  correction_behind("Take 400 mg of ibuprofen. ");
}

TEST_F(llm_stream_correction, is_not_shown_after_a_person_has_stopped_the_answer) {
  begin("Take 400 mg of ibuprofen. ");
  cancel();
  EXPECT_EQ(end().status, request_status::cancelled);
  EXPECT_EQ(heard().text, "Take 400 mg of ibuprofen. ");
}

TEST_F(llm_stream_correction, costs_no_tokens) {
  begin("Take 400 mg of ibuprofen. ");
  const auto estimate = [this] {
    caf::anon_send(stream, end_atom::value, request_status::incomplete);
    run();
    return end().summary.usage->completion_tokens;
  };
  const auto corrected = estimate();
  start_over();
  first->last().text("Take a rest and drink ok. ");
  run();
  EXPECT_LE(corrected, estimate() + 6);
}

}  // namespace
}  // namespace aurawell::actors
