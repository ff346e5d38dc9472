#include "net/llm/refusal/member_refusal.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "net/llm/refusal/refusal.hpp"
#include "tests/net/llm/refusal/refusal_wordings.hpp"

namespace aurawell::net {
namespace {

using enum request_member;

TEST(member_refusal, gives_the_answers_bound_its_other_name) {
  expect_all({
      {400,
       R"j({"error":"max_tokens is not supported. The maximum number of tokens is set by max_completion_tokens"})j",
       member_set{max_tokens}},
      {400,
       R"j({"error":"'max_tokens' or 'max_completion_tokens' is too large: 9000, at most 4096"})j",
       limits},
  });
  EXPECT_EQ(read_refusal(0, read_refusal_words("max_tokens is not supported for this model, please "
                                               "set max_completion_tokens instead"))
                .members,
            member_set{max_tokens});
}

TEST(member_refusal, takes_an_unclear_422_to_mean_what_not_every_server_knows) {
  const member_set little_known{stream_options, thinking, user_id};
  expect_all({{422, "Unprocessable Entity", little_known},
              {422, "", little_known},
              {422, "{}", little_known},
              {422, R"j({"detail":[{"loc":["body","messages"],"msg":"Field required"}]})j", {}}});
  EXPECT_EQ(read_refusal(422, "no", member_set{temperature}), refusal{});
}

TEST(member_refusal, leaves_a_matter_of_length_to_the_history) {
  for (const auto* body : {R"j({"error":"max_tokens is too large: 9000, context 8192"})j",
                           R"j({"error":{"message":"thinking: the prompt is too long"}})j"}) {
    EXPECT_TRUE(read_refusal(400, body, sent).too_long) << body;
  }
}

TEST(member_refusal, names_only_what_was_sent) {
  const auto* body =
      R"j({"error":{"message":"Unrecognized arguments supplied: thinking, user_id"}})j";
  EXPECT_EQ(read_refusal(400, body, member_set{user_id}).members, member_set{user_id});
  EXPECT_TRUE(read_refusal(400, body, member_set{temperature}).members.empty());
}

TEST(member_refusal, survives_any_cut_of_a_body) {
  const std::string body =
      R"j([{"error":{"message":"[{'loc': ('body', 'thinking'), 'msg': \"no\"}]","detail":[{"loc":["body","user_id"]}]}}])j";
  for (std::size_t begin = 0; begin < body.size(); ++begin) {
    for (std::size_t size = 0; size <= body.size() - begin; ++size) {
      const auto read = read_refusal(400, std::string_view{body}.substr(begin, size), sent);
      EXPECT_TRUE(read.members.without(member_set{thinking, user_id}).empty());
    }
  }
}

TEST(member_refusal, does_not_go_into_nesting_without_end) {
  std::string deep;
  for (int i = 0; i < 1'000; ++i) {
    deep += R"j({"error":[)j";
  }
  EXPECT_EQ(read_refusal(400, deep + std::string(1'000, ']'), sent), refusal{});
  std::string closed = deep;
  for (int i = 0; i < 1'000; ++i) {
    closed += "]}";
  }
  EXPECT_EQ(read_refusal(400, closed, sent), refusal{});
}

}  // namespace
}  // namespace aurawell::net
