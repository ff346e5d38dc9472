#include <gtest/gtest.h>

#include "tests/mock_llm/faults.hpp"
#include "tests/mock_llm/mock_fixture.hpp"

namespace aurawell::mock {
namespace {

/// Value of a field of `head`; empty if it is not there.
std::string field(const raw_response& answer, const std::string& name) {
  const auto at = answer.head.find("\r\n" + name + ": ");
  if (at == std::string::npos) {
    return {};
  }
  const auto begin = at + name.size() + 4;
  return answer.head.substr(begin, answer.head.find("\r\n", begin) - begin);
}

TEST(status_faults, answer_with_the_status_in_their_name) {
  quirk_fixture fixture;
  for (const auto status :
       {400U, 401U, 402U, 403U, 404U, 408U, 409U, 422U, 425U, 429U, 500U, 502U, 503U, 504U, 529U}) {
    const auto answer = fixture.answer("status_" + std::to_string(status));
    EXPECT_EQ(answer.status, status);
    EXPECT_NE(answer.body().find("\"code\":" + std::to_string(status)), std::string::npos);
    EXPECT_TRUE(answer.complete);
  }
  EXPECT_EQ(fixture.model.stats().requests_refused, 15U);
  EXPECT_EQ(fixture.model.stats().connections, 1U);
  EXPECT_TRUE(fixture.is_at_rest());
}

TEST(status_faults, say_when_to_come_back) {
  quirk_fixture fixture;
  const auto seconds = fixture.answer("retry_after_seconds");
  EXPECT_EQ(seconds.status, 429U);
  EXPECT_EQ(field(seconds, "Retry-After"), "1");
  EXPECT_TRUE(field(fixture.answer("retry_after_date"), "Retry-After").ends_with(" GMT"));
  EXPECT_EQ(field(fixture.answer("retry_after_ms"), "retry-after-ms"), "250");
  EXPECT_EQ(field(fixture.answer("retry_after_an_hour"), "Retry-After"), "3600");
  EXPECT_EQ(field(fixture.answer("retry_after_garbled"), "Retry-After"), "soon");
}

TEST(status_faults, may_have_a_web_page_for_a_body) {
  quirk_fixture fixture;
  const auto answer = fixture.answer("status_502_html");
  EXPECT_EQ(answer.status, 502U);
  EXPECT_TRUE(answer.body().starts_with("<html>"));
}

TEST(status_faults, refuse_stream_options_only_when_there_are_some) {
  quirk_fixture fixture;
  auto body = question_body("#seed=1", "quirk:refuse_stream_options");
  EXPECT_EQ(joined_deltas(ask(fixture.model, body).body()), answer_text(1, 30));
  body.insert(1, R"("stream_options":{"include_usage":true},)");
  EXPECT_EQ(ask(fixture.model, body).status, 422U);
}

TEST(status_faults, redirect_to_a_path_that_answers) {
  quirk_fixture fixture;
  for (const auto status : {302U, 307U}) {
    const auto name = "redirect_" + std::to_string(status);
    const auto away = fixture.answer(name);
    EXPECT_EQ(away.status, status);
    const auto location = field(away, "Location");
    EXPECT_EQ(location, "/v1/redirected/chat/completions");
    const auto body = question_body("#seed=1", "quirk:" + name);
    fixture.client.send("POST " + location + " HTTP/1.1\r\nHost: mock\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_EQ(joined_deltas(fixture.client.read_response().body()), answer_text(1, 30));
  }
}

TEST(status_faults, redirect_in_a_circle) {
  quirk_fixture fixture;
  const auto answer = fixture.answer("redirect_loop");
  EXPECT_EQ(answer.status, 307U);
  EXPECT_EQ(field(answer, "Location"), "/v1/chat/completions");
}

}  // namespace
}  // namespace aurawell::mock
