#include <gmock/gmock.h>

#include <algorithm>

#include "tests/actors/session/session_fixture.hpp"
#include "tests/support/captured_log.hpp"
#include "tests/support/fake_spans.hpp"

namespace aurawell::actors {
namespace {

using namespace std::chrono_literals;
using test_support::attribute_of;
using test_support::captured_log;
using test_support::fake_spans;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const trace_context client_place{{1, 2, 3}, {4, 5}, false, true, "rojo=1"};

/// A session whose questions are recorded.
class session_trace_test : public session_test {
 protected:
  session_trace_test() { shared->spans = spans; }

  void ask_in(const given_trace& trace, const std::string& request = "r1") {
    chat_command command;
    command.request = {request};
    command.message = "why am I tired?";
    command.trace = trace;
    say(std::move(command));
  }

  void answer() {
    source->last().text("Sleep more.");
    source->last().finish();
    run();
  }

  const span_report& only(const std::string& name) {
    found_ = spans->named(name);
    EXPECT_EQ(found_.size(), 1U) << name;
    return found_.at(0);
  }

  /// The ids in all statuses of the request.
  std::vector<std::string> trace_ids() {
    std::vector<std::string> ids;
    for (const auto& event : channel->received) {
      if (std::holds_alternative<status_update>(event.body)) {
        ids.push_back(event.scope->trace);
      }
    }
    return ids;
  }

  std::shared_ptr<fake_spans> spans = std::make_shared<fake_spans>();

 private:
  std::vector<span_report> found_;
};

TEST_F(session_trace_test, a_question_and_its_parts_are_spans_of_one_trace) {
  connect();
  ask("r1");
  advance(3s);
  answer();
  EXPECT_THAT(spans->names(), ElementsAre("store", "queue", "chat", "store", "chat health_chat"));
  const auto& question = only("chat health_chat");
  EXPECT_EQ(question.kind, span_kind::server);
  EXPECT_FALSE(question.parent);
  EXPECT_EQ(question.end - question.begin, 3s);
  EXPECT_EQ(question.error_type, "");
  EXPECT_EQ(attribute_of(question, "aurawell.status"), "done");
  EXPECT_EQ(attribute_of(question, "aurawell.question.bytes"), "15");
  EXPECT_EQ(attribute_of(question, "aurawell.answer.bytes"), "11");
  for (const auto& span : spans->spans) {
    EXPECT_EQ(span.trace, question.trace);
    EXPECT_TRUE(span.span == question.span || span.parent == question.span) << span.name;
  }
}

TEST_F(session_trace_test, writes_of_question_and_answer_are_spans) {
  connect();
  hold_store();
  ask("r1");
  advance(1s);
  release_store();
  answer();
  const auto writes = spans->named("store");
  ASSERT_EQ(writes.size(), 2U);
  EXPECT_EQ(attribute_of(writes[0], "aurawell.record"), "question");
  EXPECT_EQ(writes[0].end - writes[0].begin, 1s);
  EXPECT_EQ(attribute_of(writes[1], "aurawell.record"), "answer");
  EXPECT_EQ(writes[1].error_type, "");
}

TEST_F(session_trace_test, a_write_that_fails_is_a_span_with_an_error) {
  store->fail_writes = true;
  connect();
  ask("r1");
  EXPECT_EQ(only("store").error_type, to_string(ec::database_failed));
  EXPECT_EQ(only("chat health_chat").error_type, to_string(ec::database_failed));
}

TEST_F(session_trace_test, every_status_names_the_trace) {
  connect();
  ask("r1");
  answer();
  const auto id = to_hex(spans->spans.at(0).trace);
  EXPECT_THAT(trace_ids(), ElementsAre(id, id, id));
}

TEST_F(session_trace_test, a_question_without_a_trace_begins_one) {
  connect();
  ask("r1");
  ask("r2");
  const auto ids = trace_ids();
  ASSERT_EQ(ids.size(), 2U);
  EXPECT_EQ(ids[0].size(), 32U);
  EXPECT_NE(ids[0], ids[1]);
}

TEST_F(session_trace_test, joins_the_trace_of_the_message_else_that_of_the_connection) {
  session = system.spawn(run_session, std::shared_ptr<const session_environment>{shared},
                         session_id{"s_first"});
  auto of_connection = client_place;
  of_connection.trace = {9};
  connect_request client{{"ann"}, {"conn1"}, language::en};
  client.trace = {of_connection, false};
  attach(client);
  ask_in({client_place, false});
  answer();
  EXPECT_EQ(only("chat health_chat").trace, client_place.trace);
  EXPECT_EQ(only("chat health_chat").parent, client_place.span);
  EXPECT_EQ(source->last().request.trace->state, "rojo=1");
  spans->spans.clear();
  ask_in({}, "r2");
  answer();
  EXPECT_EQ(only("chat health_chat").trace, of_connection.trace);
  // The next connection has none.
  spans->spans.clear();
  attach({{"ann"}, {"conn2"}, language::en});
  ask_in({}, "r3");
  answer();
  EXPECT_NE(only("chat health_chat").trace, of_connection.trace);
}

TEST_F(session_trace_test, an_invalid_trace_is_counted_and_another_begins) {
  connect();
  ask_in({std::nullopt, true});
  answer();
  EXPECT_FALSE(only("chat health_chat").parent);
  EXPECT_EQ(telemetry->ignored_traces, 1);
  connect_request client{{"ann"}, {"conn2"}, language::en};
  client.trace = {std::nullopt, true};
  attach(client);
  EXPECT_EQ(telemetry->ignored_traces, 2);
}

TEST_F(session_trace_test, nothing_is_recorded_of_a_question_that_is_not_sampled) {
  spans->rule.ratio = 0;
  connect();
  auto sampled = client_place;
  sampled.is_sampled = true;
  ask_in({sampled, false});
  answer();
  EXPECT_THAT(spans->spans, IsEmpty());
  EXPECT_FALSE(source->last().request.trace->is_sampled);
  EXPECT_THAT(trace_ids(), testing::Each(to_hex(client_place.trace)));
}

TEST_F(session_trace_test, each_line_about_the_question_names_the_trace) {
  const captured_log log;
  connect();
  ask_in({client_place, false});
  source->last().fail(ec::upstream_failed, false);
  run();
  const auto id = "trace=" + to_hex(client_place.trace);
  for (const auto* event : {"request.attempt_failed", "request.failed", "access.question"}) {
    const auto text = log.text();
    const auto at = text.find(event);
    ASSERT_NE(at, text.npos) << event;
    EXPECT_THAT(text.substr(at, text.find('\n', at) - at), HasSubstr(id));
  }
}

TEST_F(session_trace_test, a_refused_question_names_its_trace_too) {
  const captured_log log;
  connect();
  chat_command command;
  command.request = {"r1"};
  command.message = std::string(21, 'x');
  command.trace = {client_place, false};
  say(std::move(command));
  EXPECT_THAT(log.text(), HasSubstr("trace=" + to_hex(client_place.trace)));
  EXPECT_THAT(trace_ids(), ElementsAre(to_hex(client_place.trace)));
}

TEST_F(session_trace_test, spans_contain_nothing_that_a_person_has_written_or_chosen) {
  connect_request client{{"ann"}, {"conn1"}, language::en};
  connect();
  client.address = "192.0.2.77";
  attach(client);
  chat_command command;
  command.request = {"request-of-mine"};
  command.conversation = {"talk-of-mine"};
  command.message = "why am I tired?";
  command.trace = {client_place, false};
  say(std::move(command));
  answer();
  ASSERT_FALSE(spans->spans.empty());
  for (const auto& span : spans->spans) {
    auto all = span.name + " " + span.error_type;
    for (const auto& [key, value] : span.attributes) {
      all.append(" ").append(key).append("=").append(attribute_of(span, key));
    }
    for (const auto* secret : {"ann", "request-of-mine", "talk-of-mine", "tired", "Sleep",
                               "192.0.2", "conn", "s_first", "rojo"}) {
      EXPECT_THAT(all, Not(HasSubstr(secret)));
    }
  }
}

}  // namespace
}  // namespace aurawell::actors
