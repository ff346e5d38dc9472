#include <gmock/gmock.h>

#include <ctime>

#include "net/llm/llm_client.hpp"
#include "tests/net/llm/llm_fixture.hpp"
#include "tests/support/captured_log.hpp"

namespace aurawell::net {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

using llm_client_failures = llm_fixture;

std::string http_date(std::time_t when) {
  std::array<char, 64> text{};
  std::tm parts{};
  ::gmtime_r(&when, &parts);
  std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text.data();
}

TEST_F(llm_client_failures, tell_the_log_no_password_of_a_proxy) {
  const test_support::captured_log log;
  llm_options options;
  options.base_url = "http://model.example/v1";
  options.proxy = "http://user:ProxyPassword7@h ost:1";
  const auto one = ask(client_with(options));
  EXPECT_TRUE(one.sink->wait_for_end());
  client_.reset();
  EXPECT_THAT(log.text(), HasSubstr("cannot be reached"));
  EXPECT_THAT(log.text(), Not(HasSubstr("ProxyPassword7")));
}

TEST_F(llm_client_failures, tells_code_status_and_whether_a_repeat_can_help) {
  struct row {
    const char* status;
    ec code;
    bool retryable;
  };
  for (const auto& expected :
       {row{"302 Found", ec::ai_unavailable, false}, row{"400 Bad Request", ec::chat_failed, false},
        row{"401 Unauthorized", ec::ai_unavailable, false},
        row{"402 Payment Required", ec::ai_unavailable, false},
        row{"403 Forbidden", ec::ai_unavailable, false},
        row{"404 Not Found", ec::ai_unavailable, false},
        row{"408 Request Timeout", ec::upstream_failed, true},
        row{"409 Conflict", ec::upstream_failed, true},
        row{"425 Too Early", ec::upstream_failed, true},
        row{"429 Too Many Requests", ec::upstream_rate_limited, true},
        row{"500 Internal Server Error", ec::upstream_failed, true},
        row{"502 Bad Gateway", ec::upstream_failed, true},
        row{"503 Service Unavailable", ec::upstream_failed, true},
        row{"504 Gateway Timeout", ec::upstream_failed, true},
        row{"529 Overloaded", ec::upstream_failed, true}}) {
    scripted_server server{{{act::send, response(expected.status, "Location: /x\r\n", "{}")}}};
    const auto one = ask(client_of(server));
    const auto failure = one.sink->wait_for_end();
    ASSERT_TRUE(failure) << expected.status;
    EXPECT_EQ(failure->cause.code, expected.code) << expected.status;
    EXPECT_EQ(failure->retryable, expected.retryable) << expected.status;
    EXPECT_EQ(failure->http_status, std::atoi(expected.status));
    EXPECT_FALSE(failure->retry_after);
    EXPECT_FALSE(failure->other_key);
    EXPECT_TRUE(one.sink->batches().empty());
    EXPECT_EQ(server.requests().size(), 1U);
  }
}

TEST_F(llm_client_failures, refuses_the_question_for_good_when_it_is_refused_without_extras_too) {
  scripted_server server{{{act::send, response("422 Unprocessable Entity", "", "{}")}}};
  const auto failure = ask(client_of(server)).sink->wait_for_end();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::chat_failed);
  EXPECT_FALSE(failure->retryable);
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(llm_client_failures, may_ask_again_when_the_upstream_ran_out_of_resources) {
  scripted_server server{
      {{act::send, chunked_head() + chunk(text_event("a") +
                                          "data: {\"choices\":[{\"delta\":{},\"finish_reason\":"
                                          "\"insufficient_system_resource\"}]}\n\n")}}};
  const auto one = ask(client_of(server));
  const auto failure = one.sink->wait_for_end();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::upstream_failed);
  EXPECT_TRUE(failure->retryable);
  EXPECT_EQ(one.sink->text(), "a");
}

TEST_F(llm_client_failures, may_ask_again_when_a_name_is_not_known_now) {
  llm_options options;
  // Not a valid name because of the dots, so no resolver is used.
  options.base_url = "http://a..b/v1";
  const auto one = ask(client_with(options));
  const auto failure = one.sink->wait_for_end();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::upstream_unreachable);
  EXPECT_TRUE(failure->retryable);
}

TEST_F(llm_client_failures, tells_the_operator_of_a_redirect_but_not_where_it_leads) {
  const test_support::captured_log log;
  scripted_server server{
      {{act::send, response("308 Permanent Redirect",
                            "Location: https://my-chest-hurts.example.com:444/v2/"
                            "chat/completions?token=secret\r\n",
                            "")}}};
  {
    const auto one = ask(client_of(server));
    EXPECT_TRUE(one.sink->wait_for_end());
  }
  EXPECT_THAT(log.text(), HasSubstr(" status=308 "));
  EXPECT_THAT(log.text(), HasSubstr("reason=\"answered with a redirect; set base_url to where"));
  EXPECT_THAT(log.text(), Not(HasSubstr("chest")));
  EXPECT_THAT(log.text(), Not(HasSubstr("secret")));
}

TEST_F(llm_client_failures, passes_on_when_to_come_back) {
  const auto wait_told_by = [this](const std::string& header) {
    scripted_server server{{{act::send, response("429 Too Many Requests", header, "{}")}}};
    const auto one = ask(client_of(server));
    const auto failure = one.sink->wait_for_end();
    return failure ? failure->retry_after : std::nullopt;
  };
  EXPECT_EQ(wait_told_by("Retry-After: 7\r\n"), milliseconds{7'000});
  EXPECT_EQ(wait_told_by("retry-after: 7\r\nretry-after-ms: 1250\r\n"), milliseconds{1'250});
  EXPECT_EQ(wait_told_by("Retry-After: 999999999\r\n"), std::chrono::hours{24});
  EXPECT_EQ(wait_told_by("Retry-After: -5\r\n"), milliseconds{0});
  const auto by_date = wait_told_by("Retry-After: " + http_date(std::time(nullptr) + 600) + "\r\n");
  ASSERT_TRUE(by_date);
  EXPECT_GT(*by_date, std::chrono::minutes{5});
  EXPECT_LE(*by_date, std::chrono::minutes{10});
  EXPECT_EQ(wait_told_by("Retry-After: " + http_date(std::time(nullptr) - 600) + "\r\n"),
            milliseconds{0});
}

TEST_F(llm_client_failures, finds_nobody_at_the_address) {
  llm_options options;
  {
    const scripted_server gone{scripted_server::script{}};
    options.base_url = gone.base_url();
  }
  const auto one = ask(client_with(options));
  const auto failure = one.sink->wait_for_end();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::upstream_unreachable);
  EXPECT_TRUE(failure->retryable);
  EXPECT_EQ(failure->http_status, 0);
}

TEST_F(llm_client_failures, gives_up_a_connection_that_never_comes_about) {
  scripted_server server{{{act::stall}}};
  llm_options options;
  options.base_url = "https://127.0.0.1:" + std::to_string(server.port());
  options.connect_timeout = milliseconds{100};
  const auto one = ask(client_with(options));
  const auto failure = one.sink->wait_for_end();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::upstream_unreachable);
}

TEST_F(llm_client_failures, has_an_address_that_is_none) {
  for (const auto* address : {"", "no such thing", "ftp://127.0.0.1/", "http://[1"}) {
    llm_options options;
    options.base_url = address;
    const auto one = ask(client_with(options));
    const auto failure = one.sink->wait_for_end();
    ASSERT_TRUE(failure) << address;
    EXPECT_THAT(failure->cause.code, testing::AnyOf(ec::ai_unavailable, ec::upstream_unreachable))
        << address;
  }
}

TEST_F(llm_client_failures, loses_the_connection_before_the_header) {
  for (const auto action : {act::close, act::reset}) {
    scripted_server server{{{action}}};
    const auto one = ask(client_of(server));
    const auto failure = one.sink->wait_for_end();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->cause.code, ec::upstream_unreachable);
    EXPECT_TRUE(failure->retryable);
  }
}

TEST_F(llm_client_failures, loses_the_connection_in_the_answer_and_keeps_the_text) {
  for (const auto action : {act::close, act::reset}) {
    scripted_server server{
        {{act::send, chunked_head() + chunk(text_event("half"))}, {act::hold}, {action}}};
    const auto one = ask(client_of(server));
    ASSERT_TRUE(one.sink->wait_for_text("half"));
    server.release();
    const auto failure = one.sink->wait_for_end();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->cause.code, ec::upstream_failed);
    EXPECT_THAT(failure->cause.detail, HasSubstr("ended early"));
    EXPECT_EQ(failure->http_status, 200);
    EXPECT_EQ(one.sink->text(), "half");
  }
}

TEST_F(llm_client_failures, takes_a_finished_answer_for_whole_though_the_connection_breaks) {
  const std::string finish = R"(data: {"choices":[{"delta":{},"finish_reason":"stop"}]})"
                             "\n\n";
  scripted_server server{
      {{act::send, chunked_head() + chunk(text_event("a") + finish)}, {act::hold}, {act::reset}}};
  const auto one = ask(client_of(server));
  ASSERT_TRUE(one.sink->wait_for_text("a"));
  server.release();
  EXPECT_FALSE(one.sink->wait_for_end());
}

TEST_F(llm_client_failures, reads_an_error_inside_the_stream_behind_the_text_before_it) {
  scripted_server server{
      {{act::send,
        chunked_head() + chunk(text_event("a") + "data: {\"error\":{\"code\":429}}\n\n")},
       {act::stall}}};
  const auto one = ask(client_of(server));
  const auto failure = one.sink->wait_for_end();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->cause.code, ec::upstream_rate_limited);
  EXPECT_EQ(one.sink->text(), "a");
  EXPECT_TRUE(server.wait_for_hang_ups(1));
}

TEST_F(llm_client_failures, does_not_read_an_endless_error_body) {
  scripted_server server{{{act::send, "HTTP/1.1 500 Fault\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                          chunk(std::string(8192, 'x'))},
                          {act::stall}}};
  const auto one = ask(client_of(server));
  const auto failure = one.sink->wait_for_end();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->http_status, 500);
  EXPECT_TRUE(server.wait_for_hang_ups(1));
}

TEST_F(llm_client_failures, logs_that_the_upstream_said_something_but_not_what) {
  const test_support::captured_log log;
  scripted_server server{{{act::send, response("401 Unauthorized", "",
                                               R"({"error":{"message":"not sk-1234\nFAKE"}})")}}};
  llm_options options;
  options.api_keys = {"sk-1234"};
  {
    auto request = sample_request();
    request.trace = trace_context{{0xab}, {0xcd}};
    const auto one = ask(client_of(server, options), request);
    EXPECT_TRUE(one.sink->wait_for_end());
  }
  EXPECT_THAT(log.text(), HasSubstr(" status=401 trace=ab000000000000000000000000000000 "));
  EXPECT_THAT(log.text(), HasSubstr("reason=\"said 16 bytes of its own text\"\n"));
  EXPECT_THAT(log.text(), HasSubstr("provider.failed host=127.0.0.1 "));
  EXPECT_THAT(log.text(), Not(HasSubstr("sk-1234")));
  EXPECT_THAT(log.text(), Not(HasSubstr("FAKE")));
}

}  // namespace
}  // namespace aurawell::net
