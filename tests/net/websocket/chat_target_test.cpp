#include "net/websocket/chat_target.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(chat_target, reads_user_and_parameters) {
  const auto target = parse_chat_target(
      "/ws/chat/user%5F123?token=ab%2Ecd&session=s-1&epoch=e-1&seq=42&lang=en&other=1");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->user.value, "user_123");
  EXPECT_EQ(target->token, "ab.cd");
  EXPECT_EQ(target->session.value, "s-1");
  EXPECT_EQ(target->epoch, "e-1");
  EXPECT_EQ(target->seq, 42U);
  EXPECT_EQ(target->lang, language::en);
}

TEST(chat_target, speaks_chinese_unless_asked_for_english) {
  for (const auto* text :
       {"/ws/chat/u", "/ws/chat/u?lang=zh", "/ws/chat/u?lang=fr", "/ws/chat/u?lang"}) {
    EXPECT_EQ(parse_chat_target(text)->lang, language::zh) << text;
  }
}

TEST(chat_target, is_no_chat_without_exactly_one_segment) {
  for (const auto* text : {"", "/", "/ws/chat", "/ws/chat/", "/ws/chat/?lang=en", "/ws/chat/u/",
                           "/ws/chat/u/x", "/ws/chat//u", "/WS/chat/u", "ws/chat/u"}) {
    EXPECT_FALSE(parse_chat_target(text)) << text;
  }
}

TEST(chat_target, has_no_user_when_the_name_is_malformed) {
  for (const auto* text : {"/ws/chat/%2F", "/ws/chat/a%20b", "/ws/chat/%", "/ws/chat/%zz",
                           "/ws/chat/%00", "/ws/chat/a+b", "/ws/chat/%E4%BD%A0", "/ws/chat/%4"}) {
    const auto target = parse_chat_target(text);
    ASSERT_TRUE(target) << text;
    EXPECT_TRUE(target->user.empty()) << text;
  }
  EXPECT_TRUE(parse_chat_target("/ws/chat/" + std::string(129, 'a'))->user.empty());
  EXPECT_FALSE(parse_chat_target("/ws/chat/" + std::string(128, 'a'))->user.empty());
}

TEST(chat_target, leaves_out_parameters_that_are_not_well_formed) {
  const auto target =
      parse_chat_target("/ws/chat/u?&&=&=x&seq=-1&session=a%20b&epoch=%&token=%4&seq=7x&lang=%65n");
  ASSERT_TRUE(target);
  EXPECT_FALSE(target->seq);
  EXPECT_TRUE(target->session.empty());
  EXPECT_TRUE(target->epoch.empty());
  EXPECT_EQ(target->token, "%4") << "it is no good, but it came";
  EXPECT_EQ(target->lang, language::en);
  EXPECT_FALSE(parse_chat_target("/ws/chat/u?seq=99999999999999999999")->seq);
  EXPECT_FALSE(parse_chat_target("/ws/chat/u?seq=")->seq);
}

TEST(chat_target, resumes_a_session_with_its_epoch) {
  const auto whole = parse_chat_target("/ws/chat/u?session=s&epoch=e&seq=7")->resume();
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->session.value, "s");
  EXPECT_EQ(whole->epoch, "e");
  EXPECT_EQ(whole->seq, 7U);
  const auto from_the_start = parse_chat_target("/ws/chat/u?session=s&epoch=e")->resume();
  ASSERT_TRUE(from_the_start);
  EXPECT_EQ(from_the_start->seq, 0U);
  for (const auto* text : {"", "?session=s&seq=7", "?epoch=e&seq=7", "?session=a%20b&epoch=e"}) {
    EXPECT_FALSE(parse_chat_target(std::string{"/ws/chat/u"} + text)->resume()) << text;
  }
}

TEST(chat_target, takes_long_queries) {
  const auto target = parse_chat_target("/ws/chat/u?token=" + std::string(100'000, 't') +
                                        std::string(10'000, '&') + "seq=1");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->token.size(), 100'000U);
  EXPECT_EQ(target->seq, 1U);
}

}  // namespace
}  // namespace aurawell::net
