#include "tests/support/heard_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurawell::test_support {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string greeting(int seq, const std::string& resumed, const std::string& recovered,
                     const std::string& session = "s1") {
  return R"({"type":"connection_established","session_id":")" + session +
         R"(","epoch":"e1","seq":)" + std::to_string(seq) + R"(,"resumed":)" + resumed +
         R"(,"recovered":)" + recovered + "}";
}

std::string status(int seq, const std::string& name, const std::string& full = "") {
  return R"({"type":"status_update","request_id":"r","seq":)" + std::to_string(seq) +
         R"(,"status":")" + name + R"(","data":{"full_response":")" + full + R"("}})";
}

std::string text(int seq, const std::string& delta, const std::string& data = "{}") {
  return R"({"type":"chat_stream","request_id":"r","seq":)" + std::to_string(seq) +
         R"(,"status":"streaming","delta":")" + delta + R"(","data":)" + data + "}";
}

const std::string snapshot = R"({"snapshot":true})";

class heard_session_test : public ::testing::Test {
 protected:
  heard_session_test() {
    hear({greeting(0, "false", "false")});
    session.ask({"r", "frame", "abcdef"});
  }

  void hear(const std::vector<std::string>& frames) {
    for (const auto& frame : frames) {
      session.on_frame(frame);
    }
  }

  void hear_up_to_abc() { hear({status(1, "sending"), status(2, "streaming"), text(5, "abc")}); }

  /// The only fault so far.
  std::string fault() const {
    return session.faults().size() == 1 ? session.faults().front() : "not one";
  }

  heard_session session;
};

TEST_F(heard_session_test, takes_an_answer_in_order) {
  hear({status(1, "sending"), status(2, "queued"), status(3, "queued"), status(4, "streaming"),
        text(5, "abc"), text(7, "def"), status(8, "done", "abcdef")});
  EXPECT_THAT(session.faults(), IsEmpty());
  EXPECT_EQ(session.running(), 0U);
  EXPECT_EQ(session.counts().answers, 1U);
  EXPECT_EQ(session.text("r"), "abcdef");
  EXPECT_EQ(session.ending("r"), "done");
}

TEST_F(heard_session_test, resumes_after_the_last_event) {
  EXPECT_EQ(heard_session{}.resume_query(), "");
  hear_up_to_abc();
  EXPECT_EQ(session.resume_query(), "&session=s1&epoch=e1&seq=5");
  session.on_connect();
  hear({greeting(5, "true", "true"), text(8, "def"), status(9, "done", "abcdef")});
  EXPECT_THAT(session.faults(), IsEmpty());
  EXPECT_EQ(session.counts().recovered, 1U);
}

TEST_F(heard_session_test, finds_what_is_wrong_after_a_resume) {
  for (const auto& [next, found] : std::vector<std::pair<std::string, std::string>>{
           {text(8, "ef"), "at byte 3"},
           {text(8, "abc"), "at byte 3"},
           {text(5, "abc"), "again"},
           {text(8, "defg"), "at byte 3"},
           {text(8, "abcdef", snapshot), "a snapshot that nobody needs"},
           {status(8, "streaming"), "out of order"},
           {status(8, "done", "abc"), "done after 3 bytes"},
           {status(8, "done", "abcdef"), "do not add up"},
           {status(8, "error"), "error"},
           {R"({"type":"error","seq":8,"request_id":"x"})", "unexpected"},
           {"no json", "again"}}) {
    session = {};
    hear({greeting(0, "false", "false")});
    session.ask({"r", "frame", "abcdef"});
    hear_up_to_abc();
    hear({greeting(5, "true", "true"), next});
    EXPECT_THAT(fault(), HasSubstr(found)) << next;
  }
}

TEST_F(heard_session_test, finds_a_recovery_at_another_place) {
  hear_up_to_abc();
  hear({greeting(7, "true", "true")});
  EXPECT_THAT(fault(), HasSubstr("somewhere else"));
}

TEST_F(heard_session_test, finds_anything_before_the_greeting) {
  session.on_connect();
  hear({status(1, "sending")});
  EXPECT_THAT(fault(), HasSubstr("before the greeting"));
}

TEST_F(heard_session_test, starts_from_the_snapshot_when_nothing_could_be_proved) {
  hear_up_to_abc();
  hear({greeting(20, "true", "false"), status(21, "streaming"), text(22, "abcd", snapshot),
        text(23, "ef"), status(24, "done", "abcdef")});
  EXPECT_THAT(session.faults(), IsEmpty());
  EXPECT_EQ(session.counts().unrecovered, 1U);
  EXPECT_EQ(session.counts().snapshots, 1U);
}

TEST_F(heard_session_test, demands_the_snapshot_when_nothing_could_be_proved) {
  hear_up_to_abc();
  hear({greeting(20, "true", "false"), status(21, "streaming"), text(23, "ef")});
  EXPECT_THAT(fault(), HasSubstr("at byte 3"));
}

TEST_F(heard_session_test, takes_the_report_of_a_session_that_is_gone) {
  hear_up_to_abc();
  hear({greeting(0, "false", "false", "s2"), text(1, "abcd", snapshot),
        status(2, "incomplete", "abcd")});
  EXPECT_THAT(session.faults(), IsEmpty());
  EXPECT_EQ(session.counts().lost_sessions, 1U);
  EXPECT_EQ(session.ending("r"), "incomplete");
  hear({greeting(0, "false", "false", "s3"), text(1, "abcd", snapshot),
        status(2, "incomplete", "abcd")});
  EXPECT_THAT(session.faults(), IsEmpty()) << "what has ended is reported again, and ignored";
  EXPECT_EQ(session.counts().answers, 1U);
}

TEST_F(heard_session_test, sends_again_what_it_has_heard_nothing_of) {
  EXPECT_THAT(session.take_unheard(), ElementsAre("frame"));
  hear({status(1, "sending")});
  EXPECT_THAT(session.take_unheard(), IsEmpty());
}

TEST_F(heard_session_test, takes_an_answer_again_if_it_was_sent_again) {
  session.take_unheard();
  const std::vector<std::string> whole{status(1, "sending"), status(2, "streaming"),
                                       text(3, "abcdef"), status(4, "done", "abcdef")};
  hear(whole);
  hear({status(5, "sending"), status(6, "streaming"), text(7, "abcdef", snapshot),
        status(8, "done", "abcdef")});
  EXPECT_THAT(session.faults(), IsEmpty());
  EXPECT_EQ(session.counts().answers, 1U);
  EXPECT_EQ(session.counts().told_again, 1U);
  hear({status(9, "sending")});
  EXPECT_THAT(fault(), HasSubstr("after its end"));
}

TEST_F(heard_session_test, takes_a_snapshot_of_what_was_asked_elsewhere) {
  session.ask({"r", "frame", "abcdef", true});
  hear({status(1, "sending"), status(2, "streaming"), text(3, "abc", snapshot), text(4, "def"),
        status(5, "done", "abcdef")});
  EXPECT_THAT(session.faults(), IsEmpty());
}

TEST_F(heard_session_test, knows_that_an_end_may_be_told_again) {
  hear({status(1, "sending"), status(2, "streaming"), text(3, "abcdef"),
        status(4, "done", "abcdef")});
  EXPECT_TRUE(session.has_ended("r"));
  session.sends_again("r");
  hear({status(5, "sending")});
  EXPECT_FALSE(session.has_ended("r"));
  EXPECT_THAT(session.faults(), IsEmpty());
}

TEST_F(heard_session_test, allows_an_error_where_one_may_come) {
  session.ask({.request_id = "q", .frame = "frame", .may_fail = true});
  hear({R"({"type":"status_update","seq":1,"request_id":"q","status":"sending"})",
        R"({"type":"status_update","seq":2,"request_id":"q","status":"error",)"
        R"("data":{"error_code":"AI_1402"}})"});
  EXPECT_THAT(session.faults(), IsEmpty());
  EXPECT_EQ(session.ending("q"), "error");
}

}  // namespace
}  // namespace aurawell::test_support
