// How a model server's answer is read: when it ends, which text is the answer, and which part is in
// the next prompt. The whole service over sockets.

#include <gtest/gtest.h>

#include <string>

#include "tests/integration/service.hpp"
#include "tests/mock_llm/answer_text.hpp"
#include "tests/net/llm/scripted_server.hpp"

namespace aurawell {
namespace {

using namespace std::chrono_literals;
using namespace test_support;
using net::scripted_server;
using strings = std::vector<std::string>;

constexpr std::uint32_t tokens = 30;
const strings good_order{"sending", "streaming", "done"};

mock::mock_llm_options quick() {
  mock::mock_llm_options options;
  options.answer.tokens = tokens;
  options.answer.rate = 0;
  options.answer.first_token = 0ms;
  return options;
}

config::settings asking(const std::string& base_url, const std::string& model) {
  auto values = test_settings();
  auto& provider = values.providers.at("deepseek");
  provider.llm.base_url = base_url;
  provider.llm.model = model;
  provider.stream.retry_pause = 1ms;
  for (auto& [name, pool] : values.pools) {
    pool.providers = {"deepseek"};
  }
  return values;
}

heard_answer ask(ws_client& client, const std::string& words, const std::string& more = {}) {
  client.send(R"({"type":"health_chat","conversation_id":"c","data":{"message":")" + words + '"' +
              more + "}}");
  return read_answer(client);
}

/// Asks a service whose only provider is the mock with this quirk.
heard_answer answer_of(const mock::mock_llm& upstream, const std::string& quirk,
                       const std::string& more = {}) {
  running_service service{asking(upstream.base_url(), "quirk:" + quirk)};
  auto client = service.connect("ann");
  return ask(client, "hello #seed=1", more);
}

TEST(answer_meaning, is_done_after_the_finish_reason_whatever_follows) {
  for (const std::string quirk :
       {"finish_then_silence", "finish_then_comments", "finish_then_cut", "finish_then_text"}) {
    SCOPED_TRACE(quirk);
    mock::mock_llm upstream{quick()};
    const auto before = std::chrono::steady_clock::now();
    const auto heard = answer_of(upstream, quirk);
    EXPECT_EQ(heard.statuses, good_order);
    EXPECT_EQ(heard.joined, mock::answer_text(1, tokens));
    EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
    EXPECT_EQ(heard.last().text("data.finish_reason"), "stop");
    EXPECT_LT(std::chrono::steady_clock::now() - before, 15s) << "no clock for a stall has run out";
    EXPECT_EQ(upstream.stats().requests, 1U) << "a second answer would be billed";
    EXPECT_TRUE(eventually([&] { return upstream.stats().streams_running == 0; }));
  }
}

TEST(answer_meaning, shows_no_thoughts_unless_asked_for) {
  for (const std::string cut : {"token", "byte"}) {
    mock::mock_llm upstream{quick()};
    const auto heard = answer_of(upstream, "think_block,chunking=" + cut);
    EXPECT_EQ(heard.joined, mock::answer_text(1, tokens));
    EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
    for (const auto& event : heard.events) {
      EXPECT_NE(event.type(), "chat_reasoning");
    }
    const auto asked = answer_of(upstream, "think_block,chunking=" + cut, R"(,"reasoning":true)");
    std::string thoughts;
    for (const auto& event : asked.events) {
      thoughts += event.type() == "chat_reasoning" ? event.text("delta") : "";
    }
    EXPECT_EQ(thoughts, "hm hm\n");
    EXPECT_EQ(asked.joined, mock::answer_text(1, tokens));
  }
}

TEST(answer_meaning, knows_thoughts_without_an_opening_tag_where_the_setting_says_so) {
  mock::mock_llm upstream{quick()};
  auto values = asking(upstream.base_url(), "quirk:think_block_unopened");
  values.providers.at("deepseek").llm.unopened_thoughts = net::thought_style::always;
  running_service service{values};
  auto client = service.connect("ann");
  EXPECT_EQ(ask(client, "hello #seed=1").joined, mock::answer_text(1, tokens));
}

TEST(answer_meaning, learns_that_thoughts_come_without_an_opening_tag) {
  mock::mock_llm upstream{quick()};
  running_service service{asking(upstream.base_url(), "quirk:think_block_unopened")};
  auto client = service.connect("ann");
  const auto first = ask(client, "hello #seed=1");
  EXPECT_EQ(first.joined, first.last().text("data.full_response")) << "nothing is taken back";
  const auto second = ask(client, "hello #seed=2");
  EXPECT_EQ(second.joined, mock::answer_text(2, tokens));
  EXPECT_EQ(second.joined, second.last().text("data.full_response"));
}

TEST(answer_meaning, asks_the_next_provider_when_nothing_can_be_seen) {
  for (const std::string quirk :
       {"blank_answer", "think_block_only", "15_zero_width_only", "15_default_ignorable_only",
        "15_ideographic_blanks_only", "14_think_block_never_closed"}) {
    SCOPED_TRACE(quirk);
    mock::mock_llm upstream{quick()};
    const auto alone = answer_of(upstream, quirk);
    EXPECT_EQ(alone.last().status(), "error");
    EXPECT_EQ(alone.last().text("data.error_code"), "EXTERNAL_1501");
    EXPECT_EQ(alone.joined, "");

    auto values = asking(upstream.base_url(), "quirk:" + quirk);
    values.pools.at("health_chat").providers = {"deepseek", "offline"};
    running_service service{values};
    auto client = service.connect("ann");
    const auto heard = ask(client, "How can I sleep better?");
    EXPECT_EQ(heard.statuses, good_order);
    EXPECT_EQ(heard.last().text("data.provider"), "offline");
    EXPECT_EQ(heard.joined, heard.last().text("data.full_response"));
    EXPECT_NE(heard.joined.front(), ' ') << "no blank of the first provider came before";
  }
}

TEST(answer_meaning, joins_a_surrogate_pair_that_is_cut_between_events) {
  for (const auto& [quirk, text] :
       {std::pair{"16_pair_cut_between_events", "a😀b"}, std::pair{"16_pair_cut_by_usage", "a😀b"},
        std::pair{"16_pair_cut_by_a_role", "a😀b"},
        std::pair{"16_halves_alone", "a\uFFFDb\uFFFD\uFFFD"}}) {
    SCOPED_TRACE(quirk);
    mock::mock_llm upstream{quick()};
    const auto heard = answer_of(upstream, quirk);
    EXPECT_EQ(heard.statuses, good_order);
    EXPECT_EQ(heard.joined, text);
    EXPECT_EQ(heard.last().text("data.full_response"), text);
  }
}

scripted_server::script says(const std::string& events) {
  using act = scripted_server::act;
  return {{act::send, net::chunked_head() + net::chunk(events) + net::last_chunk()}};
}

/// The stream of a server whose model has used all its tokens for thoughts.
scripted_server::script thinks_to_its_limit() {
  return says(
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n"
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"
      "data: [DONE]\n\n");
}

TEST(answer_meaning, of_thoughts_alone_switches_no_provider_off) {
  scripted_server upstream{thinks_to_its_limit()};
  running_service service{asking(upstream.base_url(), "mock")};
  auto client = service.connect("ann");
  for (std::size_t asked = 1; asked <= 8; ++asked) {
    const auto heard = ask(client, "hello");
    EXPECT_EQ(heard.last().text("data.error_code"), "EXTERNAL_1501");
    EXPECT_EQ(upstream.requests().size(), asked) << "the same request would end in the same way";
  }
}

TEST(answer_meaning, of_a_continuation_without_text_is_that_the_answer_was_whole) {
  using act = scripted_server::act;
  scripted_server upstream{
      {{{act::send, net::chunked_head() + net::chunk(net::text_event("Drink water."))},
        {act::close}},
       says(net::end_events())}};
  running_service service{asking(upstream.base_url(), "mock")};
  auto client = service.connect("ann");
  const auto heard = ask(client, "hello");
  EXPECT_EQ(heard.statuses, good_order);
  EXPECT_EQ(heard.joined, "Drink water.");
  EXPECT_EQ(upstream.requests().size(), 2U);
}

TEST(answer_meaning, of_an_answer_about_the_tags_of_thoughts_is_in_the_next_prompt) {
  scripted_server upstream{
      says(net::text_event("FirstWords </think> LastWords") + net::end_events())};
  running_service service{asking(upstream.base_url(), "mock")};
  auto client = service.connect("ann");
  ask(client, "one");
  ask(client, "two");
  ASSERT_EQ(upstream.requests().size(), 2U);
  EXPECT_NE(upstream.requests()[1].find("FirstWords"), std::string::npos);
}

scripted_server::script breaks_off_behind(const std::string& words) {
  using act = scripted_server::act;
  return {{act::send, net::chunked_head() + net::chunk(net::text_event(words))}, {act::close}};
}

TEST(answer_meaning, of_the_next_prompt_has_no_thoughts) {
  scripted_server upstream{
      says(net::text_event("<think>ThoughtWords</think>AnswerWords") + net::end_events())};
  running_service service{asking(upstream.base_url(), "mock")};
  auto client = service.connect("ann");
  EXPECT_EQ(ask(client, "one").joined, "AnswerWords");
  ask(client, "two");
  const auto requests = upstream.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_NE(requests[1].find("AnswerWords"), std::string::npos);
  EXPECT_EQ(requests[1].find("ThoughtWords"), std::string::npos);
}

/// The request that the model server receives for `question` after an unfinished answer to
/// "QuestionWords".
std::string asked_behind_half_answer(const std::string& question) {
  scripted_server upstream{
      {breaks_off_behind("HalfWords"), says(net::text_event("WholeWords") + net::end_events())}};
  auto values = asking(upstream.base_url(), "mock");
  values.providers.at("deepseek").llm.continuation = net::continuation_style::off;
  running_service service{values};
  auto client = service.connect("ann");
  EXPECT_EQ(ask(client, "QuestionWords").last().status(), "incomplete");
  ask(client, question);
  const auto requests = upstream.requests();
  EXPECT_EQ(requests.size(), 2U);
  return requests.back();
}

TEST(answer_meaning, of_a_half_answer_is_known_where_it_is_to_be_continued) {
  EXPECT_NE(asked_behind_half_answer("Please continue.").find("HalfWords"), std::string::npos);
}

TEST(answer_meaning, of_a_retry_has_nothing_of_the_half_answer) {
  const auto request = asked_behind_half_answer("QuestionWords");
  EXPECT_EQ(request.find("HalfWords"), std::string::npos);
  EXPECT_EQ(request.find("QuestionWords"), request.rfind("QuestionWords"));
}

}  // namespace
}  // namespace aurawell
