#include "net/llm/offline_source.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "domain/coach/coach.hpp"
#include "domain/text/text_phrases.hpp"
#include "domain/text/text_pieces.hpp"
#include "net/server/io_threads.hpp"
#include "tests/net/llm/recording_sink.hpp"

namespace aurawell::net {
namespace {

using std::chrono::steady_clock;

completion_request question() {
  completion_request request;
  request.question.text = "我最近总是很累";
  request.messages = {{message_role::user, "我最近总是很累"}};
  return request;
}

TEST(offline_source, sends_the_coachs_answer_whole_and_then_its_end) {
  io_threads threads{1};
  offline_source source{{.tokens_per_second = 0}, {&threads.loop(0)}};
  const auto sink = std::make_shared<recording_sink>();
  const auto transfer = source.start(question(), sink);
  EXPECT_FALSE(sink->wait_for_end());

  const auto expected = health::coach_answer(question().question);
  EXPECT_EQ(sink->text(), expected);
  const auto batches = sink->batches();
  EXPECT_EQ(batches.front().model, "aurawell-coach");
  EXPECT_EQ(batches.back().finish_reason, "stop");
  const auto usage = batches.back().usage;
  ASSERT_TRUE(usage);
  EXPECT_TRUE(usage->estimated);
  EXPECT_EQ(usage->completion_tokens, text_pieces(expected).size());
  EXPECT_EQ(usage->prompt_tokens, text_pieces("我最近总是很累").size());
  EXPECT_EQ(usage->total_tokens, usage->prompt_tokens + usage->completion_tokens);
}

TEST(offline_source, is_never_ahead_of_its_pace_nor_falls_behind_for_good) {
  constexpr std::uint32_t rate = 2000;
  io_threads threads{1};
  offline_source source{{.tokens_per_second = rate}, {&threads.loop(0)}};
  const auto sink = std::make_shared<recording_sink>();
  const auto answer = health::coach_answer(question().question);
  const auto phrases = text_phrases(answer, 80);
  const auto tokens = text_pieces(answer).size();
  const auto begin = steady_clock::now();
  const auto transfer = source.start(question(), sink);
  EXPECT_FALSE(sink->wait_for_end());
  const std::chrono::duration<double> took = steady_clock::now() - begin;
  EXPECT_GE(took.count(), static_cast<double>(tokens - phrases.back().tokens) / rate);
  std::uint32_t chunks = 0;
  for (const auto& batch : sink->batches()) {
    chunks += batch.chunks;
  }
  EXPECT_EQ(chunks, phrases.size());
}

/// The longest answer of the coach: all areas and every condition.
completion_request longest_question(language lang) {
  completion_request request;
  request.question.lang = lang;
  request.question.text =
      lang == language::zh
          ? "给我一个完整的五大领域健康计划：饮食、运动、体重、睡眠、心理。我有糖尿病、高血压，膝盖"
            "不好，"
            "最近总是很累，吃药需要注意什么"
          : "Give me a full health plan for all five areas: diet, exercise, weight, sleep and "
            "mental health. I have diabetes and hypertension, bad knees, am always tired, and "
            "take pills";
  request.question.context = {{"age", 45.0},
                              {"height", 170.0},
                              {"weight", 95.0},
                              {"sleep_hours", 5.0},
                              {"systolic", 150.0},
                              {"diastolic", 96.0},
                              {"steps", 2000.0},
                              {"stress_level", 9.0},
                              {"resting_heart_rate", 95.0},
                              {"mood", std::string{"anxious"}},
                              {"gender", std::string{"male"}},
                              {"goal", std::string{"lose_weight"}}};
  return request;
}

TEST(offline_source, gives_its_longest_answer_in_time_for_clients_of_the_replaced_service) {
  for (const auto lang : {language::zh, language::en}) {
    io_threads threads{1};
    offline_source source{{.tokens_per_second = 0}, {&threads.loop(0)}};
    const auto sink = std::make_shared<recording_sink>();
    const auto transfer = source.start(longest_question(lang), sink);
    EXPECT_FALSE(sink->wait_for_end());
    std::uint32_t chunks = 0;
    for (const auto& batch : sink->batches()) {
      chunks += batch.chunks;
    }
    EXPECT_GT(chunks, 60U);
    EXPECT_LT(chunks, 90U);
    const auto tokens = sink->batches().back().usage.value().completion_tokens;
    EXPECT_LT(static_cast<double>(tokens) / offline_options{}.tokens_per_second, 4.5);
  }
}

TEST(offline_source, stops_when_the_transfer_is_destroyed) {
  auto sink = std::make_shared<recording_sink>();
  std::promise<std::unique_ptr<completion_transfer>> handle;
  auto taken = handle.get_future();
  io_threads threads{1};
  offline_source source{{.tokens_per_second = 1000}, {&threads.loop(0)}};
  sink->during_batch = [&taken] { taken.get().reset(); };
  handle.set_value(source.start(question(), sink));
  const std::weak_ptr<recording_sink> gone = sink;
  ASSERT_TRUE(sink->wait_for_batches(1));
  while (sink.use_count() > 1) {
    std::this_thread::yield();
  }
  EXPECT_EQ(sink->batches().size(), 1U);
  EXPECT_FALSE(sink->has_end());
}

TEST(offline_source, leaves_transfers_that_outlive_the_loop) {
  const auto sink = std::make_shared<recording_sink>();
  std::unique_ptr<completion_transfer> transfer;
  {
    io_threads threads{1};
    offline_source source{{.tokens_per_second = 1}, {&threads.loop(0)}};
    transfer = source.start(question(), sink);
    ASSERT_TRUE(sink->wait_for_batches(1));
  }
  EXPECT_EQ(sink.use_count(), 1);
  transfer.reset();
}

}  // namespace
}  // namespace aurawell::net
