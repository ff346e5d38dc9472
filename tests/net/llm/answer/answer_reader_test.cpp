#include "net/llm/answer/answer_reader.hpp"

#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "net/llm/refusal/refusal.hpp"

namespace aurawell::net {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t answer_limit = 64 * 1024;

std::string content_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\0') {
      line += "\\0";
    } else {
      line += c;
    }
  }
  return line;
}

std::string described(const std::optional<token_usage>& usage) {
  if (!usage) {
    return "none";
  }
  std::ostringstream out;
  out << usage->prompt_tokens << '+' << usage->completion_tokens << '=' << usage->total_tokens;
  if (usage->cached_tokens) {
    out << " cached " << *usage->cached_tokens;
  }
  if (usage->reasoning_tokens) {
    out << " reasoning " << *usage->reasoning_tokens;
  }
  return out.str();
}

std::string described(const std::optional<upstream_error>& problem) {
  if (!problem) {
    return "done";
  }
  const auto& failure = problem->failure;
  return std::string{to_string(failure.cause.code)} +
         (failure.retryable ? " retryable" : " final") + ": " + failure.cause.detail;
}

/// Reads one body as a client does: takes the batches after every read.
class reading {
 public:
  void read(std::string_view bytes) {
    if (problem_) {
      return;
    }
    const std::vector<char> copy{bytes.begin(), bytes.end()};
    problem_ = reader_.read({copy.data(), copy.size()}, batch_);
    take_batch();
  }

  std::string result() {
    if (!problem_) {
      problem_ = reader_.finish(batch_);
      take_batch();
    }
    return "text: " + on_one_line(total_.text) + "\nreasoning: " + on_one_line(total_.reasoning) +
           "\nmodel: " + total_.model.value_or("none") +
           "\nfinish_reason: " + total_.finish_reason.value_or("none") +
           "\nusage: " + described(total_.usage) + "\nchunks: " + std::to_string(total_.chunks) +
           "\nend: " + described(problem_) + "\n";
  }

 private:
  void take_batch() {
    total_.text += batch_.text;
    total_.reasoning += batch_.reasoning;
    total_.chunks += batch_.chunks;
    if (batch_.model) {
      total_.model = batch_.model;
    }
    if (batch_.usage) {
      total_.usage = batch_.usage;
    }
    if (batch_.chunks > 0) {
      // Text after a reason.
      total_.finish_reason.reset();
    }
    if (batch_.finish_reason && !batch_.words_may_follow) {
      total_.finish_reason = batch_.finish_reason;
    }
    batch_ = {};
  }

  answer_reader reader_{answer_limit};
  completion_batch batch_;
  completion_batch total_;
  std::optional<upstream_error> problem_;
};

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{AURAWELL_LLM_CORPUS}) {
    if (entry.path().extension() == ".sse") {
      names.push_back(entry.path().stem());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

class corpus : public testing::TestWithParam<std::string> {
 protected:
  const fs::path path_ = fs::path{AURAWELL_LLM_CORPUS} / GetParam();
  const std::string body_ = content_of(path_.string() + ".sse");
  const std::string expected_ = content_of(path_.string() + ".txt");
};

TEST_P(corpus, reads_as_expected_in_one_piece) {
  reading whole;
  whole.read(body_);
  EXPECT_EQ(whole.result(), expected_);
}

TEST_P(corpus, reads_as_expected_split_at_every_byte) {
  for (std::size_t cut = 0; cut <= body_.size(); ++cut) {
    reading halves;
    halves.read(std::string_view{body_}.substr(0, cut));
    halves.read(std::string_view{body_}.substr(cut));
    ASSERT_EQ(halves.result(), expected_) << "cut at " << cut;
  }
}

TEST_P(corpus, reads_as_expected_byte_by_byte) {
  reading slow;
  for (std::size_t at = 0; at < body_.size(); ++at) {
    slow.read(std::string_view{body_}.substr(at, 1));
  }
  EXPECT_EQ(slow.result(), expected_);
}

TEST_P(corpus, reads_as_expected_in_random_pieces) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  for (auto round = 0; round < 50; ++round) {
    reading pieces;
    std::size_t at = 0;
    while (at < body_.size()) {
      const auto length = std::uniform_int_distribution<std::size_t>{1, 40}(random);
      pieces.read(std::string_view{body_}.substr(at, length));
      at += length;
    }
    ASSERT_EQ(pieces.result(), expected_);
  }
}

INSTANTIATE_TEST_SUITE_P(answer_reader, corpus, testing::ValuesIn(case_names()),
                         [](const auto& one) { return one.param; });

TEST(answer_reader, fails_on_an_event_over_the_limit) {
  answer_reader reader{100};
  completion_batch batch;
  EXPECT_FALSE(reader.read("data: {\"choices\":[", batch));
  EXPECT_TRUE(reader.read(std::string(100, ' '), batch));
}

TEST(answer_reader, fails_on_a_json_body_over_the_limit) {
  answer_reader reader{100};
  completion_batch batch;
  EXPECT_FALSE(reader.read("{\"choices\":[", batch));
  EXPECT_TRUE(reader.read(std::string(100, ' '), batch));
}

TEST(answer_reader, fails_on_a_body_over_the_limit_whatever_it_consists_of) {
  for (const std::string piece :
       {": keep-alive\n\n", "\n\n\n\n", "    ", "data: {\"choices\":[]}\n\n"}) {
    answer_reader reader{100, 1'000};
    completion_batch batch;
    auto taken = std::size_t{0};
    for (; taken + piece.size() <= 1'000; taken += piece.size()) {
      ASSERT_FALSE(reader.read(piece, batch)) << piece << taken;
    }
    const auto problem = reader.read(piece, batch);
    ASSERT_TRUE(problem) << piece;
    EXPECT_EQ(problem->failure.cause.detail, "The language model's answer is oversized.");
    EXPECT_TRUE(problem->failure.retryable);
  }
}

TEST(answer_reader, finds_the_answer_behind_any_number_of_blanks) {
  answer_reader reader{100};
  completion_batch batch;
  EXPECT_FALSE(reader.read("\xEF\xBB\xBF", batch));
  for (auto i = 0; i < 200; ++i) {
    EXPECT_FALSE(reader.read(" \n", batch));
  }
  EXPECT_FALSE(reader.read("\ndata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n", batch));
  EXPECT_EQ(batch.text, "a");
}

TEST(answer_reader, holds_no_more_after_a_million_events_than_after_one) {
  const std::string event = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  std::string read;
  for (auto i = 0; i < 100; ++i) {
    read += event;
  }
  answer_reader reader{answer_limit};
  std::size_t held_after_first = 0;
  for (auto i = 0; i < 10'000; ++i) {
    completion_batch batch;
    ASSERT_FALSE(reader.read(read, batch));
    ASSERT_EQ(batch.chunks, 100U);
    if (i == 0) {
      held_after_first = ::mallinfo2().uordblks;
    }
  }
  EXPECT_LT(::mallinfo2().uordblks, held_after_first + 64 * 1024);
}

TEST(answer_reader, takes_a_first_read_over_the_limit_when_its_events_are_small) {
  answer_reader reader{100};
  completion_batch batch;
  std::string body;
  for (auto i = 0; i < 20; ++i) {
    body += "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  }
  EXPECT_FALSE(reader.read(body, batch));
  EXPECT_EQ(batch.text, std::string(20, 'a'));
}

TEST(answer_reader, keeps_of_the_upstreams_text_only_the_length) {
  answer_reader reader{answer_limit};
  completion_batch batch;
  const auto problem = reader.read(
      "data: {\"error\":{\"message\":\"a\\nb" + std::string(2000, 'c') + "\"}}\n\n", batch);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->words, "said 2003 bytes of its own text");
}

TEST(answer_reader, tells_a_blank_answer_in_one_object_from_none) {
  for (const auto& [body, is_blank] : {
           std::pair{R"({"choices":[{"message":{"content":""},"finish_reason":"stop"}]})", true},
           std::pair{R"({"choices":[{"message":{"content":null},"finish_reason":"length"}]})",
                     true},
           std::pair{R"({"choices":[{"message":{"content":""},"finish_reason":null}]})", false},
           std::pair{R"({"choices":[]})", false},
       }) {
    answer_reader reader{answer_limit};
    completion_batch batch;
    auto problem = reader.read(body, batch);
    if (!problem) {
      problem = reader.finish(batch);
    }
    ASSERT_TRUE(problem) << body;
    EXPECT_EQ(problem->failure.is_blank, is_blank) << body;
  }
}

TEST(answer_reader, takes_an_object_as_soon_as_it_has_ended) {
  answer_reader reader{answer_limit};
  completion_batch batch;
  const std::string body =
      R"({"choices":[{"message":{"content":"whole"},"finish_reason":"stop"}]})";
  EXPECT_FALSE(reader.read(body.substr(0, body.size() - 1), batch));
  EXPECT_EQ(batch.text, "");
  EXPECT_FALSE(reader.read(body.substr(body.size() - 1), batch));
  EXPECT_EQ(batch.text, "whole");
  EXPECT_EQ(batch.finish_reason, "stop");
  EXPECT_TRUE(reader.is_complete());
  EXPECT_FALSE(reader.read("\n", batch));
  EXPECT_FALSE(reader.finish(batch, true)) << "a break behind it changes nothing";
}

/// The refusal in a body, for all splits.
refusal refused_by(std::string_view body) {
  refusal whole;
  for (std::size_t cut = 0; cut <= body.size(); ++cut) {
    answer_reader reader{answer_limit};
    completion_batch batch;
    auto problem = reader.read(body.substr(0, cut), batch);
    if (!problem) {
      problem = reader.read(body.substr(cut), batch);
    }
    if (!problem) {
      problem = reader.finish(batch);
    }
    EXPECT_TRUE(problem) << body;
    const auto read = problem ? refusal{problem->failure.too_long, problem->refused} : refusal{};
    EXPECT_TRUE(cut == 0 || read == whole) << body << " cut at " << cut;
    whole = read;
  }
  return whole;
}

TEST(answer_reader, sees_a_refusal_in_every_form) {
  const refusal of_thinking{false, member_set{request_member::thinking}};
  for (
      const std::string body : {
          R"j({"error":{"type":"invalid_request_error","param":"thinking"}})j",
          R"j({"error":{"param":"thinking","message":"No.","code":"unknown_parameter"}})j",
          R"j({"error":{"code":"Unknown parameter: thinking"}})j",
          R"j({"error":{"type":"unsupported parameter 'thinking'"}})j",
          R"j({"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"Unknown parameter: 'thinking'.\"}}","provider_name":"x"}}})j",
          R"j({"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"no\",\"param\":\"thinking\"}}"}}})j",
          R"j({"object":"error","message":"no","param":"thinking","code":400})j",
          R"j({"detail":[{"type":"extra_forbidden","loc":["body","thinking"],"msg":"Extra inputs are not permitted"}]})j",
          R"j({"error_code":400,"error_msg":"Unknown parameter: thinking"})j",
      }) {
    EXPECT_EQ(refused_by(body), of_thinking) << body;
    EXPECT_EQ(refused_by("data: " + body + "\n\n"), of_thinking) << body;
    EXPECT_EQ(refused_by(": wait\n\ndata: " + body + "\n\ndata: [DONE]\n\n"), of_thinking) << body;
    EXPECT_EQ(refused_by("event: error\ndata: " + body + "\n\n"), of_thinking) << body;
  }
  EXPECT_EQ(refused_by("Unknown parameter: 'thinking'"), of_thinking);
  EXPECT_EQ(refused_by("data: Unknown parameter: 'thinking'\n\n"), of_thinking);
  EXPECT_EQ(refused_by("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"
                       "data: Unknown parameter: 'thinking'\n\n"),
            of_thinking);
  const refusal of_length{true, {}};
  EXPECT_EQ(refused_by(R"({"error":{"type":"exceed_context_size_error"}})"), of_length);
  EXPECT_EQ(refused_by(R"(data: {"error":{"type":"exceed_context_size_error"}})"), of_length);
  EXPECT_EQ(refused_by("the prompt is too long"), of_length);
}

TEST(answer_reader, sees_no_refusal_in_an_answer) {
  for (const auto* body :
       {"data: {\"choices\":[{\"delta\":{\"content\":\"the 'thinking' parameter is not "
        "supported\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"the 'thinking' parameter is not supported",
        R"({"choices":[{"message":{"content":"the prompt is too long)",
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: Unknown parameter: "
        "'thinking'\n\n",
        R"({"error":{"message":"Unknown parameter: 'thinking'.","code":401}})"}) {
    EXPECT_EQ(refused_by(body), refusal{}) << body;
  }
}

}  // namespace
}  // namespace aurawell::net
