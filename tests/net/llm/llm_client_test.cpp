#include "net/llm/llm_client.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <thread>
#include <vector>

#include "tests/net/llm/llm_fixture.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;
using testing::Not;

using llm_client_answers = llm_fixture;

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string{digits.substr(i, 2)}, nullptr, 16));
  }
  return bytes;
}

TEST_F(llm_client_answers, tells_the_header_at_once_and_each_read_as_one_batch) {
  scripted_server server{{{act::send, chunked_head()},
                          {act::hold},
                          {act::send, chunk(text_event("a")) + chunk(text_event("b"))},
                          {act::hold},
                          {act::send, chunk(text_event("c") + end_events()) + last_chunk()}}};
  const auto one = ask(client_of(server));
  ASSERT_TRUE(one.sink->wait_for_batches(1));
  server.release();
  ASSERT_TRUE(one.sink->wait_for_batches(2));
  server.release();
  EXPECT_FALSE(one.sink->wait_for_end());

  const auto batches = one.sink->batches();
  ASSERT_EQ(batches.size(), 3U);
  EXPECT_EQ(batches[0].text, "");
  EXPECT_EQ(batches[0].chunks, 0U);
  EXPECT_EQ(batches[1].text, "ab");
  EXPECT_EQ(batches[1].chunks, 2U);
  EXPECT_EQ(batches[1].model, "m");
  EXPECT_EQ(batches[2].text, "c");
  EXPECT_EQ(batches[2].finish_reason, "stop");
}

TEST_F(llm_client_answers, says_of_each_batch_when_its_read_returned) {
  scripted_server server{{{act::send, chunked_head()},
                          {act::hold},
                          {act::send, chunk(text_event("a")) + chunk(text_event("b"))},
                          {act::hold},
                          {act::send, chunk(end_events()) + last_chunk()}}};
  const auto begin = std::chrono::steady_clock::now();
  const auto one = ask(client_of(server));
  ASSERT_TRUE(one.sink->wait_for_batches(1));
  const auto release = std::chrono::steady_clock::now();
  server.release();
  ASSERT_TRUE(one.sink->wait_for_batches(2));
  const auto arrived = std::chrono::steady_clock::now();
  server.release();
  EXPECT_FALSE(one.sink->wait_for_end());
  const auto batches = one.sink->batches();
  ASSERT_EQ(batches.size(), 3U);
  EXPECT_GT(batches[0].received_at, begin);
  EXPECT_LT(batches[0].received_at, release);
  EXPECT_GT(batches[1].received_at, release);
  EXPECT_LT(batches[1].received_at, arrived);
  EXPECT_GT(batches[2].received_at, arrived);
}

TEST_F(llm_client_answers,
       may_begin_with_thoughts_that_no_tag_opens_unless_the_setting_says_never) {
  scripted_server server{answer("a")};
  llm_options options;
  for (const auto style : {thought_style::automatic, thought_style::always, thought_style::never}) {
    options.unopened_thoughts = style;
    EXPECT_EQ(client_of(server, options).may_have_unopened_thoughts(),
              style != thought_style::never);
  }
}

TEST_F(llm_client_answers, goes_on_behind_a_partial_answer_if_it_may) {
  scripted_server server{answer("a")};
  llm_options options;
  for (const auto style :
       {continuation_style::assistant, continuation_style::prefix, continuation_style::vllm}) {
    options.continuation = style;
    EXPECT_TRUE(client_of(server, options).can_continue());
  }
  options.continuation = continuation_style::off;
  EXPECT_FALSE(client_of(server, options).can_continue());
  options.continuation = continuation_style::prefix;
  auto request = sample_request();
  request.partial = "You are tired be";
  const auto one = ask(client_of(server, options), request);
  EXPECT_FALSE(one.sink->wait_for_end());
  EXPECT_THAT(server.requests().front(),
              HasSubstr(R"({"role":"assistant","content":"You are tired be","prefix":true}])"));
}

TEST_F(llm_client_answers, sends_what_the_upstream_needs_and_nothing_it_must_not_know) {
  scripted_server server{answer("a")};
  llm_options options;
  options.api_keys = {"key-1"};
  options.model = "model-1";
  const auto one = ask(client_of(server, options));
  EXPECT_FALSE(one.sink->wait_for_end());

  const auto request = server.requests().front();
  EXPECT_THAT(request, testing::StartsWith("POST /v1/chat/completions HTTP/1.1\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nAuthorization: Bearer key-1\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nContent-Type: application/json\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nAccept-Encoding: identity\r\n"));
  EXPECT_THAT(request, Not(HasSubstr("gzip")));
  EXPECT_THAT(request, Not(HasSubstr("Expect:")));
  EXPECT_THAT(request, HasSubstr(R"("model":"model-1")"));
  EXPECT_THAT(request, HasSubstr("Why am I tired?"));
  EXPECT_THAT(request, HasSubstr(R"("user_id":")"));
  EXPECT_THAT(request, Not(HasSubstr("ann")));
}

TEST_F(llm_client_answers, sends_the_place_in_a_trace_only_to_a_server_that_should_have_it) {
  scripted_server server{answer("a")};
  auto request = sample_request();
  request.trace = trace_context{{0xab}, {0xcd}, true, true, "rojo=1"};
  llm_options options;
  options.api_keys = {"key-1"};
  const auto hidden = ask(client_of(server, options), request);
  EXPECT_FALSE(hidden.sink->wait_for_end());
  options.send_trace = true;
  const auto shown = ask(client_of(server, options), request);
  EXPECT_FALSE(shown.sink->wait_for_end());
  request.trace->state.clear();
  const auto stateless = ask(client_of(server, options), request);
  EXPECT_FALSE(stateless.sink->wait_for_end());
  const auto none = ask(client_of(server, options));
  EXPECT_FALSE(none.sink->wait_for_end());

  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 4U);
  const std::string parent =
      "\r\ntraceparent: 00-ab000000000000000000000000000000-"
      "cd00000000000000-03\r\n";
  for (const auto& sent : {requests[0], requests[3]}) {
    EXPECT_THAT(sent, Not(HasSubstr("trace")));
  }
  EXPECT_THAT(requests[1], HasSubstr(parent));
  EXPECT_THAT(requests[1], HasSubstr("\r\ntracestate: rojo=1\r\n"));
  EXPECT_THAT(requests[2], HasSubstr(parent));
  EXPECT_THAT(requests[2], Not(HasSubstr("tracestate")));
  for (const auto& sent : requests) {
    EXPECT_THAT(sent, HasSubstr("\r\nAuthorization: Bearer key-1\r\n"));
  }
}

TEST_F(llm_client_answers, uses_a_connection_again) {
  scripted_server server{answer("a")};
  auto& client = client_of(server);
  for (auto i = 0; i < 6; ++i) {
    const auto one = ask(client);
    EXPECT_FALSE(one.sink->wait_for_end());
    EXPECT_EQ(one.sink->text(), "a");
  }
  // One for each loop.
  EXPECT_EQ(server.connections(), 2U);
}

TEST_F(llm_client_answers, use_no_more_connections_than_there_are_answers_at_once) {
  loops_.pop_back();
  constexpr std::size_t at_once = 8;
  auto held = answer("a");
  held.insert(held.begin(), {act::hold});
  scripted_server server{held};
  auto& client = client_of(server);
  for (auto round = 0; round < 5; ++round) {
    std::vector<asked> all;
    for (std::size_t i = 0; i < at_once; ++i) {
      all.push_back(ask(client));
    }
    ASSERT_TRUE(server.wait_for_requests(all.size() * (round + 1)));
    for (std::size_t i = 0; i < at_once; ++i) {
      server.release();
    }
    for (const auto& one : all) {
      EXPECT_FALSE(one.sink->wait_for_end());
    }
    while (loops_.front()->running() > 0) {
      std::this_thread::yield();
    }
  }
  EXPECT_EQ(server.connections(), at_once);
}

TEST_F(llm_client_answers, ends_at_done_and_keeps_the_connection_for_the_end_of_the_body) {
  loops_.pop_back();
  scripted_server server{{{{act::send, chunked_head() + chunk(text_event("a") + end_events())},
                           {act::hold},
                           {act::send, last_chunk()}},
                          answer("b")}};
  auto& client = client_of(server);
  {
    const auto one = ask(client);
    EXPECT_FALSE(one.sink->wait_for_end());
  }
  server.release();
  while (loops_.front()->running() > 0) {
    std::this_thread::yield();
  }
  const auto two = ask(client);
  EXPECT_FALSE(two.sink->wait_for_end());
  EXPECT_EQ(server.connections(), 1U);
}

TEST_F(llm_client_answers, does_not_wait_forever_for_the_end_of_the_body) {
  scripted_server server{
      {{act::send, chunked_head() + chunk(text_event("a") + end_events())}, {act::stall}}};
  const auto one = ask(client_of(server));
  EXPECT_FALSE(one.sink->wait_for_end());
  EXPECT_TRUE(server.wait_for_hang_ups(1));
}

TEST_F(llm_client_answers, reads_what_comes_compressed_though_nobody_asked) {
  const auto zipped = from_hex(
      "1f8b08000000000002ff4b492c49b452a8564acec8cf4c4e2d56b28aae564a49cd294954b2020ae6e795"
      "a4e69528592955651628d5ea28a565e6651667c417a52616e7e701858b4bf281e2b1b55c5c296073a25d"
      "fcfd5c63b9b8002a3f9b9e56000000");
  scripted_server server{{{act::send, response("200 OK", "Content-Encoding: gzip\r\n", zipped)}}};
  const auto one = ask(client_of(server));
  EXPECT_FALSE(one.sink->wait_for_end());
  EXPECT_EQ(one.sink->text(), "zip");
}

TEST_F(llm_client_answers, takes_a_whole_json_answer) {
  scripted_server server{
      {{act::send, response("200 OK", "Content-Type: application/json\r\n",
                            R"({"model":"m","choices":[{"message":)"
                            R"({"content":"whole"},"finish_reason":"stop"}]})")}}};
  const auto one = ask(client_of(server));
  EXPECT_FALSE(one.sink->wait_for_end());
  EXPECT_EQ(one.sink->text(), "whole");
}

TEST_F(llm_client_answers, reads_until_the_connection_ends_when_no_length_is_told) {
  scripted_server server{
      {{act::send, "HTTP/1.0 200 OK\r\n\r\n" + text_event("a") + end_events()}, {act::close}}};
  const auto one = ask(client_of(server));
  EXPECT_FALSE(one.sink->wait_for_end());
  EXPECT_EQ(one.sink->text(), "a");
}

TEST_F(llm_client_answers, sends_a_large_prompt_whole_although_the_answer_begins_before_its_end) {
  scripted_server server{{{act::send_before_body, chunked_head() + chunk(text_event("a"))},
                          {act::send, chunk(end_events()) + last_chunk()}}};
  auto request = sample_request();
  request.messages.front().text = std::string(8 * 1024 * 1024, 'x') + "THE END";
  const auto one = ask(client_of(server), std::move(request));
  EXPECT_FALSE(one.sink->wait_for_end());
  EXPECT_THAT(server.requests().front(), HasSubstr("xTHE END"));
}

TEST_F(llm_client_answers, asks_again_without_what_the_upstream_refuses_and_remembers_it) {
  scripted_server server{
      {{{act::send, response("422 Unprocessable Entity", "",
                             R"({"detail":[{"loc":["body","stream_options"]}]})")}},
       answer("a")}};
  auto& client = client_of(server);
  const auto one = ask(client);
  EXPECT_FALSE(one.sink->wait_for_end());
  EXPECT_EQ(one.sink->text(), "a");
  const auto two = ask(client);
  EXPECT_FALSE(two.sink->wait_for_end());

  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_THAT(requests[0], HasSubstr("stream_options"));
  EXPECT_THAT(requests[1], Not(HasSubstr("stream_options")));
  EXPECT_THAT(requests[1], HasSubstr("user_id"));
  EXPECT_THAT(requests[2], Not(HasSubstr("stream_options")));
}

TEST_F(llm_client_answers, asks_again_only_once_and_remembers_no_failure) {
  scripted_server server{{{act::send, response("422 Unprocessable Entity", "", "no")}}};
  auto& client = client_of(server);
  for (auto i = 0; i < 2; ++i) {
    const auto one = ask(client);
    const auto failure = one.sink->wait_for_end();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->cause.code, ec::chat_failed);
    EXPECT_EQ(failure->http_status, 422);
  }
  EXPECT_EQ(server.requests().size(), 4U);
  EXPECT_THAT(server.requests()[2], HasSubstr("stream_options"));
}

TEST_F(llm_client_answers, carries_two_hundred_streams_at_once_each_whole_and_in_order) {
  constexpr auto streams = 200;
  scripted_server::script script{{act::send, chunked_head()}};
  std::string expected;
  for (auto i = 0; i < 50; ++i) {
    const auto word = std::to_string(i) + " ";
    expected += word;
    script.push_back({act::send, chunk(text_event(word))});
  }
  script.push_back({act::send, chunk(end_events()) + last_chunk()});
  script.insert(script.begin() + 1, {act::hold});
  scripted_server server{script};
  auto& client = client_of(server);

  std::vector<asked> all;
  for (auto i = 0; i < streams; ++i) {
    all.push_back(ask(client));
  }
  for (const auto& one : all) {
    ASSERT_TRUE(one.sink->wait_for_batches(1));
  }
  for (auto i = 0; i < streams; ++i) {
    server.release();
  }
  for (const auto& one : all) {
    EXPECT_FALSE(one.sink->wait_for_end());
    EXPECT_EQ(one.sink->text(), expected);
    EXPECT_FALSE(one.sink->broke_the_port());
  }
  EXPECT_EQ(server.connections(), streams);
}

}  // namespace
}  // namespace aurawell::net
