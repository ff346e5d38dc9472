#include "net/llm/refusal/asked_phrases.hpp"

#include <gtest/gtest.h>

#include "net/llm/refusal/refusal.hpp"

namespace aurawell::net {
namespace {

using enum request_member;

constexpr member_set sent{stream_options, thinking, user_id, temperature, max_tokens};
constexpr auto* hostile =
    "EVIL unknown parameter 'max_tokens', unsupported parameter 'temperature'. 未知参数：thinking";

member_set refused_by(std::string_view message, const asked_phrases& asked) {
  const auto words = read_refusal_words(message);
  const auto inside = read_refusal(0, words, asked).members;
  EXPECT_EQ(read_refusal(400, message, sent, asked).members, inside & sent) << message;
  return inside;
}

asked_phrases asked_in(std::string_view message) {
  asked_phrases asked;
  asked.add(message);
  return asked;
}

TEST(asked_phrases, refuse_nothing_when_a_server_repeats_them) {
  const std::string rejected = std::string{"Input rejected by policy: "} + hostile;
  ASSERT_FALSE(refused_by(rejected, {}).empty());
  EXPECT_TRUE(refused_by(rejected, asked_in(hostile)).empty());
}

TEST(asked_phrases, are_known_in_any_long_part_of_them) {
  const std::string_view text = hostile;
  const auto asked = asked_in(text);
  constexpr std::size_t long_part = 60;
  for (std::size_t size = long_part; size <= text.size(); ++size) {
    for (std::size_t begin = 0; begin + size <= text.size(); ++begin) {
      const auto part = std::string{text.substr(begin, size)};
      EXPECT_TRUE(refused_by("rejected as invalid: <" + part + "…", asked).empty()) << part;
    }
  }
}

TEST(asked_phrases, leave_a_servers_own_words_alone) {
  const auto asked = asked_in("My temperature is 39. Is my thinking slow? What are max_tokens?");
  for (const auto* body : {R"({"error":{"message":"Unknown parameter: 'temperature'."}})",
                           R"({"error":{"message":"temperature is not supported"}})"}) {
    EXPECT_EQ(read_refusal(400, body, sent, asked).members, member_set{temperature}) << body;
  }
  EXPECT_EQ(asked.without_repeats("unknown parameter: 'thinking'"),
            "unknown parameter: 'thinking'");
  EXPECT_EQ(asked_phrases{}.without_repeats("unknown thinking"), "unknown thinking");
}

TEST(asked_phrases, may_stand_beside_a_servers_own_words) {
  const auto asked = asked_in(hostile);
  EXPECT_EQ(refused_by("Unknown parameter: 'user_id'", asked), member_set{user_id});
  EXPECT_EQ(asked.without_repeats("x evil unknown parameter 'max_tokens', unsupported para|"),
            "x |");
}

TEST(asked_phrases, may_have_written_a_place) {
  const auto* message = "invalid: [{'loc': ('body', 'temperature'), 'msg': 'extra'}]";
  EXPECT_EQ(refused_by(message, {}), member_set{temperature});
  EXPECT_TRUE(refused_by(message, asked_in(message)).empty());
  EXPECT_EQ(read_refusal(400, R"({"param":"temperature"})", sent, asked_in(message)).members,
            member_set{temperature})
      << "a server wrote it";
}

TEST(asked_phrases, are_few) {
  asked_phrases asked;
  for (std::size_t i = 0; i < asked_phrases::max_phrases; ++i) {
    asked.add("thinking");
  }
  EXPECT_EQ(asked.without_repeats("unknown temperature"), "unknown temperature");
  asked.add("temperature");
  EXPECT_EQ(asked.without_repeats("unknown temperature"), "");
}

}  // namespace
}  // namespace aurawell::net
