#include "tests/mock_llm/mock_llm.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <stdexcept>

#include "tests/mock_llm/mock_fixture.hpp"
#include "tests/mock_llm/raw_client.hpp"

namespace aurawell::mock {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

TEST(mock_llm, streams_the_whole_answer) {
  mock_llm model{quick()};
  const auto answer = ask(model, question_body("why? #seed=3"));
  EXPECT_EQ(answer.status, 200U);
  EXPECT_NE(answer.head.find("text/event-stream"), std::string::npos);
  EXPECT_TRUE(answer.complete);
  EXPECT_EQ(joined_deltas(answer.body()), answer_text(3, 30));
  EXPECT_TRUE(answer.body().ends_with("data: [DONE]\n\n"));
  EXPECT_TRUE(comes_true([&] { return model.stats().streams_finished == 1; }));
  EXPECT_EQ(model.stats().tokens_sent, 30U);
}

TEST(mock_llm, answers_at_once_without_stream) {
  mock_llm model{quick()};
  const auto answer = ask(model, question_body("#seed=3", "mock:text=words,tokens=2", false));
  EXPECT_EQ(answer.status, 200U);
  EXPECT_NE(answer.body().find(answer_text(3, 2, answer_style::words)), std::string::npos);
  EXPECT_NE(answer.body().find(R"("completion_tokens":2)"), std::string::npos);
}

TEST(mock_llm, serves_many_requests_on_one_connection) {
  mock_llm model{quick()};
  raw_client client{model.port()};
  for (std::uint64_t i = 0; i < 5; ++i) {
    client.post(question_body("#seed=" + std::to_string(i)));
    const auto answer = client.read_response();
    ASSERT_TRUE(answer.complete);
    EXPECT_EQ(joined_deltas(answer.body()), answer_text(i, 30));
  }
  EXPECT_EQ(model.stats().connections, 1U);
}

TEST(mock_llm, serves_requests_that_were_sent_ahead) {
  mock_llm model{quick()};
  raw_client client{model.port()};
  client.post(question_body("#seed=1", "mock:rate=200"));
  // The first is being answered now: the next one waits in the mock.
  ASSERT_TRUE(client.read_until("data:"));
  client.post(question_body("#seed=2"));
  EXPECT_EQ(joined_deltas(client.read_response().body()), answer_text(1, 30));
  EXPECT_EQ(joined_deltas(client.read_response().body()), answer_text(2, 30));
  client.post(question_body("#seed=3"));
  EXPECT_EQ(joined_deltas(client.read_response().body()), answer_text(3, 30));
}

TEST(mock_llm, reads_a_request_that_comes_byte_by_byte) {
  mock_llm model{quick()};
  raw_client client{model.port()};
  const auto body = question_body("#seed=9");
  const auto request =
      "POST /chat/completions HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body;
  for (const auto c : request) {
    client.send({&c, 1});
  }
  EXPECT_EQ(joined_deltas(client.read_response().body()), answer_text(9, 30));
}

TEST(mock_llm, cuts_the_stream_as_told) {
  mock_llm model{quick()};
  const auto by_token = ask(model, question_body("#seed=1"));
  for (const auto& chunk : by_token.chunks) {
    EXPECT_TRUE(chunk.starts_with("data: ") && chunk.ends_with("\n\n")) << chunk;
  }
  EXPECT_EQ(by_token.chunks.size(), 32U) << "a role, 30 tokens, an end";

  const auto by_byte = ask(model, question_body("#seed=1", "mock:chunking=byte"));
  EXPECT_EQ(by_byte.chunks.size(), by_byte.body().size());
  EXPECT_EQ(joined_deltas(by_byte.body()), answer_text(1, 30));

  const auto by_line = ask(model, question_body("#seed=1", "mock:chunking=line"));
  EXPECT_TRUE(std::ranges::all_of(by_line.chunks, [](const std::string& chunk) {
    return chunk.find('\n') + 1 == chunk.size();
  }));
  EXPECT_EQ(joined_deltas(by_line.body()), answer_text(1, 30));

  const auto merged = ask(model, question_body("#seed=1", "mock:chunking=coalesce:10"));
  EXPECT_EQ(merged.chunks.size(), 5U) << "a role, three times ten tokens, an end";
  EXPECT_EQ(joined_deltas(merged.body()), answer_text(1, 30));
}

TEST(mock_llm, reports_usage_as_told) {
  mock_llm model{quick()};
  const auto finish = ask(model, question_body("why")).body();
  EXPECT_NE(finish.find(R"("finish_reason":"stop"}],"usage":{)"), std::string::npos);
  const auto later = ask(model, question_body("why", "mock:usage=later")).body();
  EXPECT_NE(later.find(R"("finish_reason":"stop"}]})"), std::string::npos);
  EXPECT_NE(later.find(R"("choices":[],"usage":{)"), std::string::npos);
  const auto never = ask(model, question_body("why", "mock:usage=never")).body();
  EXPECT_EQ(never.find("usage\":{"), std::string::npos);
}

TEST(mock_llm, thinks_before_it_answers) {
  mock_llm model{quick()};
  const auto body = ask(model, question_body("#seed=1", "mock:reasoning=2")).body();
  EXPECT_EQ(joined_deltas(body, "reasoning_content"), "hm2 hm1 ");
  EXPECT_EQ(joined_deltas(body), answer_text(1, 30));
}

TEST(mock_llm, stamps_tokens_with_the_time_they_left) {
  mock_llm model{quick()};
  const auto before = clock::now().time_since_epoch();
  const auto text = joined_deltas(ask(model, question_body("#seed=1", "mock:stamp=1")).body());
  const auto after = clock::now().time_since_epoch();
  ASSERT_TRUE(text.starts_with('t'));
  const std::chrono::nanoseconds stamp{std::stoll(text.substr(1))};
  EXPECT_GE(stamp, before);
  EXPECT_LE(stamp, after);
}

TEST(mock_llm, continues_a_partial_answer) {
  mock_llm model{quick()};
  std::string partial;
  for (std::uint32_t i = 0; i < 12; ++i) {
    partial += answer_token(1, i, answer_style::words);
  }
  const auto body =
      R"({"model":"mock:text=words","stream":true,"messages":[{"role":"user","content":"#seed=1"},)"
      R"({"role":"assistant","content":")" +
      partial + R"("}]})";
  EXPECT_EQ(partial + joined_deltas(ask(model, body).body()),
            answer_text(1, 30, answer_style::words));
}

TEST(mock_llm, keeps_the_pace_of_each_stream) {
  mock_llm model{quick()};
  const auto begin = clock::now();
  const auto answer =
      ask(model, question_body("#seed=1", "mock:tokens=11,rate=100,first_token=50ms"));
  EXPECT_TRUE(answer.complete);
  EXPECT_GE(clock::now() - begin, 150ms);
}

TEST(mock_llm, notices_at_once_that_a_client_went_away) {
  mock_llm model{quick()};
  raw_client client{model.port()};
  client.post(question_body("#seed=1", "mock:first_token=0,rate=1"));
  ASSERT_TRUE(client.read_until("000000"));
  EXPECT_EQ(model.stats().streams_running, 1U);
  const auto closed = clock::now();
  client.close();
  ASSERT_TRUE(comes_true([&] { return model.stats().streams_aborted == 1; }));
  const auto times = model.abort_times();
  ASSERT_EQ(times.size(), 1U);
  EXPECT_GE(times.front(), closed);
  EXPECT_EQ(model.stats().last_abort, times.front());
  EXPECT_TRUE(comes_true([&] { return model.stats().streams_running == 0; }));
}

TEST(mock_llm, does_not_call_a_close_between_requests_an_abort) {
  mock_llm model{quick()};
  {
    raw_client client{model.port()};
    client.post(question_body("#seed=1"));
    EXPECT_TRUE(client.read_response().complete);
  }
  EXPECT_TRUE(comes_true([&] { return model.stats().connections_open == 0; }));
  EXPECT_EQ(model.stats().streams_aborted, 0U);
}

TEST(mock_llm, loses_nothing_when_the_client_reads_late) {
  mock_llm model{quick()};
  raw_client client{model.port(), 4096};
  client.post(question_body("#seed=1", "mock:tokens=30000,chunking=coalesce:1000"));
  ASSERT_TRUE(comes_true([&] { return model.stats().writes_blocked > 0; }));
  const auto answer = client.read_response();
  EXPECT_TRUE(answer.complete);
  EXPECT_EQ(joined_deltas(answer.body()), answer_text(1, 30000));
}

TEST(mock_llm, breaks_off_or_falls_silent_on_demand) {
  mock_llm model{quick()};
  const auto cut = ask(model, question_body("#seed=1", "mock:cut_after=3"));
  EXPECT_FALSE(cut.complete);
  EXPECT_EQ(joined_deltas(cut.body()),
            answer_token(1, 0) + answer_token(1, 1) + answer_token(1, 2));
  raw_client client{model.port()};
  client.post(question_body("#seed=1", "mock:stall_after=2"));
  EXPECT_TRUE(client.read_until("000001"));
  EXPECT_EQ(model.stats().streams_running, 1U);
}

TEST(mock_llm, refuses_what_is_malformed_with_400) {
  mock_llm model{quick()};
  EXPECT_EQ(ask(model, "{").status, 400U);
  EXPECT_EQ(ask(model, "[]").status, 400U);
  EXPECT_EQ(ask(model, R"({"messages":[]})").status, 400U);
  EXPECT_EQ(ask(model, R"({"messages":["hi"]})").status, 400U);
  EXPECT_EQ(ask(model, question_body("why", "mock:tokns=1")).status, 400U);
  raw_client client{model.port()};
  client.send("no http at all\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 400U);
  EXPECT_TRUE(client.peer_closed());
}

TEST(mock_llm, refuses_other_paths_and_methods) {
  mock_llm model{quick()};
  raw_client client{model.port()};
  client.send("GET /v1/models HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 404U);
  client.send("GET /v1/chat/completions HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 405U);
}

TEST(mock_llm, asks_for_its_key) {
  auto options = quick();
  options.api_key = "sesame";
  mock_llm model{options};
  EXPECT_EQ(ask(model, question_body("why")).status, 401U);
  EXPECT_EQ(ask(model, question_body("why"), "Authorization: Bearer nuts\r\n").status, 401U);
  EXPECT_EQ(ask(model, question_body("why"), "Authorization: Bearer sesame\r\n").status, 200U);
}

TEST(mock_llm, fails_the_share_of_requests_it_was_told_to) {
  auto options = quick();
  options.fail_ratio = 0.25;
  options.fail_status = 529;
  mock_llm model{options};
  int failed = 0;
  for (int i = 0; i < 20; ++i) {
    failed += ask(model, question_body("why")).status == 529U ? 1 : 0;
  }
  EXPECT_EQ(failed, 5);
  EXPECT_EQ(ask(model, question_body("why", "mock:fail_status=418")).status, 418U);
}

TEST(mock_llm, plays_the_quirk_that_the_model_names_with_other_settings) {
  mock_llm model{quick()};
  const auto answer = ask(model, question_body("#seed=1", "quirk:double_done,tokens=3"));
  EXPECT_TRUE(answer.body().ends_with("data: [DONE]\n\ndata: [DONE]\n\n"));
  EXPECT_EQ(joined_deltas(answer.body()), answer_text(1, 3));
}

TEST(mock_llm, says_what_is_wrong_with_an_unknown_quirk) {
  mock_llm model{quick()};
  const auto answer = ask(model, question_body("why", "quirk:cut_mid_anser"));
  EXPECT_EQ(answer.status, 400U);
  EXPECT_NE(answer.body().find("cut_mid_answer"), std::string::npos) << answer.body();
  EXPECT_NE(answer.body().find("--list-quirks"), std::string::npos) << answer.body();
  EXPECT_EQ(ask(model, question_body("why", "quirk:")).status, 400U);
  EXPECT_EQ(ask(model, question_body("why", "quirk:none,tokns=1")).status, 400U);
}

TEST(mock_llm, plays_the_quirk_of_its_options_unless_the_model_names_another) {
  auto options = quick();
  options.quirks = "status_503";
  mock_llm model{options};
  EXPECT_EQ(ask(model, question_body("why")).status, 503U);
  EXPECT_EQ(ask(model, question_body("why", "mock:tokens=3")).status, 503U);
  EXPECT_EQ(ask(model, question_body("why", "quirk:none")).status, 200U);
  const std::map<std::string, std::uint64_t> served{{"none", 1}, {"status_503", 2}};
  EXPECT_EQ(model.quirks_served(), served);
}

TEST(mock_llm, does_not_start_with_an_unknown_quirk) {
  auto options = quick();
  options.quirks = "status_999";
  EXPECT_THROW(mock_llm{options}, std::invalid_argument);
}

TEST(mock_llm, draws_the_same_quirks_again_from_the_same_seed) {
  auto options = quick();
  options.quirks = "none,status_503,json_error";
  options.seed = 7;
  const auto run = [&options] {
    mock_llm model{options};
    std::string kinds;
    for (int i = 0; i < 60; ++i) {
      const auto answer = ask(model, question_body("#seed=1"));
      kinds += answer.status == 503 ? 's' : answer.chunks.size() == 1 ? 'j' : 'n';
    }
    return kinds;
  };
  const auto first = run();
  EXPECT_EQ(first, run());
  for (const auto kind : {'n', 's', 'j'}) {
    EXPECT_NE(first.find(kind), std::string::npos) << first;
  }
  options.seed = 8;
  EXPECT_NE(first, run());
}

TEST(mock_llm, keeps_its_counts_whatever_it_plays) {
  auto options = quick();
  options.quirks = "all,slow_drip=0,endless_header=0,long_line=0,empty_deltas=0,tiny_tokens=0";
  options.seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(options.seed));
  mock_llm model{options};
  for (int i = 0; i < 300; ++i) {
    raw_client client{model.port()};
    client.post(question_body("#seed=1"));
    // Some never answer, some never end: reading the beginning is enough.
    if (i % 2 == 0) {
      client.read_some(std::chrono::milliseconds{20});
    }
  }
  ASSERT_TRUE(comes_true([&] {
    const auto now = model.stats();
    return now.connections == 300 && now.connections_open == 0;
  }));
  const auto counts = model.stats();
  EXPECT_EQ(counts.streams_running, 0U);
  EXPECT_EQ(counts.requests,
            counts.requests_refused + counts.streams_finished + counts.streams_aborted);
  EXPECT_EQ(model.abort_times().size(), counts.streams_aborted);
}

TEST(mock_llm, closes_its_clients_when_it_stops) {
  mock_llm model{quick()};
  raw_client client{model.port()};
  client.post(question_body("#seed=1", "mock:stall_after=1"));
  ASSERT_TRUE(client.read_until("000000"));
  model.stop();
  EXPECT_TRUE(client.peer_closed());
}

TEST(mock_llm, takes_no_more_connections_than_it_may) {
  auto options = quick();
  options.max_connections = 1;
  mock_llm model{options};
  raw_client first{model.port()};
  first.post(question_body("#seed=1"));
  EXPECT_TRUE(first.read_response().complete);
  raw_client second{model.port()};
  EXPECT_TRUE(second.peer_closed());
}

}  // namespace
}  // namespace aurawell::mock
