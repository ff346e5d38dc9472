// A trace through the real program: from the client to the log, the model's server and the
// collector.

#include <gmock/gmock.h>

#include "tests/integration/traced_program.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using net::collected_span;
using net::scripted_server;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::UnorderedElementsAre;

const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const std::string parent_span = "00f067aa0ba902b7";
const std::string parent = "00-" + trace + "-" + parent_span + "-01";
const std::string member = R"("traceparent":")" + parent + "\",";
const std::string sent_along = "providers.deepseek.send_trace=true";

class trace_through_the_program : public traced_program {
 protected:
  /// A header of the newest request to the model's server; empty without it.
  std::string sent_to_model(const std::string& name) const {
    const auto request = model.requests().back();
    const auto at = request.find("\r\n" + name + ": ");
    const auto begin = at + name.size() + 4;
    return at == std::string::npos ? "" : request.substr(begin, request.find('\r', begin) - begin);
  }

  void expect_logged(const std::string& id) const {
    const auto line = program->log_line("access.question");
    ASSERT_TRUE(line);
    EXPECT_THAT(*line, HasSubstr(" trace=" + id + " "));
  }

  /// All spans, after the end of the program.
  std::vector<collected_span> spans_after_stop() {
    log = stop();
    return net::spans_in_requests(collector.requests());
  }

  scripted_server collector{reply("200 OK")};
  std::string log;
};

TEST_F(trace_through_the_program, goes_from_a_message_to_everything_that_it_causes) {
  start(exporting_to(collector.port(), {sent_along}));
  const auto heard = ask(member + R"("tracestate":"rojo=1",)");
  for (const auto& event : heard.events) {
    EXPECT_EQ(event.text("trace_id"), event.type() == "status_update" ? trace : "");
  }
  expect_logged(trace);
  EXPECT_EQ(sent_to_model("tracestate"), "rojo=1");
  const auto at_model = sent_to_model("traceparent");
  const auto spans = spans_after_stop();
  std::vector<std::string> names;
  std::string question;
  for (const auto& span : spans) {
    EXPECT_EQ(span.trace, trace);
    names.push_back(span.name);
    question = span.kind == 2 ? span.span : question;
  }
  EXPECT_THAT(names, UnorderedElementsAre("store", "queue", "chat", "store", "chat general_chat"));
  for (const auto& span : spans) {
    EXPECT_EQ(span.parent, span.span == question ? parent_span : question) << span.name;
    if (span.name == "chat") {
      EXPECT_EQ(at_model, "00-" + trace + "-" + span.span + "-01");
      EXPECT_EQ(span.attributes.at("gen_ai.provider.name"), "deepseek");
    }
  }
}

TEST_F(trace_through_the_program, comes_with_the_handshake_or_the_request_too) {
  start({sent_along});
  ask("", {{"traceparent", parent}, {"tracestate", "rojo=1"}});
  EXPECT_THAT(sent_to_model("traceparent"), HasSubstr(trace));
  EXPECT_EQ(sent_to_model("tracestate"), "rojo=1");
  expect_logged(trace);
  const std::string other = "0af7651916cd43dd8448eb211c80319c";
  for (const auto* path : {"/api/v1/chat/message", "/api/v1/chat/stream"}) {
    const auto answer =
        http_send(port, {"POST",
                         std::string{path} + "?user_id=ann",
                         {{"Content-Type", "application/json"},
                          {"traceparent", "00-" + other + "-" + parent_span + "-00"}},
                         R"({"type":"general_chat","message":"hello"})"});
    EXPECT_THAT(answer.body, HasSubstr(R"("trace_id":")" + other + '"')) << path;
    EXPECT_THAT(sent_to_model("traceparent"), MatchesRegex("00-" + other + "-[0-9a-f]{16}-00"));
    expect_logged(other);
  }
}

TEST_F(trace_through_the_program, begins_here_without_a_valid_one_from_the_client) {
  start({sent_along});
  const auto first = ask(R"("traceparent":"00-x",)").last().text("trace_id");
  const auto second = ask(R"("traceparent":7,)").last().text("trace_id");
  const auto third = ask("", {{"traceparent", parent + "-more"}}).last().text("trace_id");
  for (const auto& id : {first, second, third}) {
    EXPECT_THAT(id, MatchesRegex("[0-9a-f]{32}"));
    EXPECT_NE(id, trace);
  }
  EXPECT_NE(first, second);
  EXPECT_THAT(sent_to_model("traceparent"), MatchesRegex("00-" + third + "-[0-9a-f]{16}-02"));
  EXPECT_EQ(metric("aurawell_traceparents_ignored_total"), 3);
}

TEST_F(trace_through_the_program, goes_to_no_provider_by_default) {
  start(exporting_to(collector.port()));
  ask(member);
  EXPECT_THAT(model.requests().back(), Not(HasSubstr("trace")));
  EXPECT_EQ(spans_after_stop().size(), 5U);
}

TEST_F(trace_through_the_program, a_stranger_cannot_have_it_exported) {
  start(exporting_to(collector.port(), {"trace.sample_ratio=0", sent_along}));
  ask(member);
  EXPECT_THAT(sent_to_model("traceparent"), MatchesRegex("00-" + trace + "-[0-9a-f]{16}-00"));
  EXPECT_TRUE(spans_after_stop().empty());
}

TEST_F(trace_through_the_program, a_trusted_client_can) {
  start(
      exporting_to(collector.port(), {"trace.sample_ratio=0", "trace.trust_client_sampling=true"}));
  ask(member);
  ask();
  EXPECT_EQ(spans_after_stop().size(), 5U);
}

TEST_F(trace_through_the_program, spans_contain_nothing_of_a_person_and_the_log_no_header) {
  const temp_folder folder;
  const auto headers = (folder / "headers").string();
  write_private_file(headers, "Authorization: Bearer CollectorToken7\n");
  start(exporting_to(collector.port(), {"trace.headers_file=" + headers}));
  ask(R"("request_id":"RequestName7","conversation_id":"ConversationName7",)" + member +
          R"("tracestate":"k=StateWords7",)",
      {{"Cookie", "login=CookieValue7"}});
  const auto settings = http_get(operators_port(*program), "/admin/config").body;
  const auto spans = spans_after_stop();
  ASSERT_EQ(spans.size(), 5U);
  std::string exported;
  for (const auto& request : collector.requests()) {
    EXPECT_THAT(request, HasSubstr("\r\nAuthorization: Bearer CollectorToken7\r\n"));
    exported += request.substr(request.find("\r\n\r\n"));
  }
  for (const auto* secret :
       {"ann", "QuestionWords7", "Sleep more", "RequestName7", "ConversationName7", "StateWords7",
        "CookieValue7", "CollectorToken7", "127.0.0"}) {
    EXPECT_THAT(exported, Not(HasSubstr(secret)));
  }
  for (const auto* secret :
       {"QuestionWords7", "Sleep more", "StateWords7", "CookieValue7", "CollectorToken7"}) {
    EXPECT_THAT(log, Not(HasSubstr(secret)));
    EXPECT_THAT(settings, Not(HasSubstr(secret)));
  }
}

}  // namespace
}  // namespace aurawell
