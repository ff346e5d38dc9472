#include "net/rest/records/conversation_handlers.hpp"

#include <gmock/gmock.h>

#include "net/rest/records/conversation_replies.hpp"
#include "tests/net/rest/rest_parts.hpp"
#include "tests/support/fake_store.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::StartsWith;

constexpr auto now = test_now;
const std::string root = "/api/v1/chat/conversations";

class conversation_handlers : public rest_test {
 protected:
  conversation_handlers() { store = kept; }

  /// Gives `to` access to ann's mother.
  void share(const char* to, member_role role) {
    kept->people.known.push_back({{to}, {{{{"ann"}, {"mum"}}, "Mum", "mother", now}, role}});
  }

  std::shared_ptr<test_support::fake_store> kept = std::make_shared<test_support::fake_store>();
  immediate_store kept_access{kept};
  rest_backend behind() override { return over(kept_access); }
};

TEST_F(conversation_handlers, read_whose_list_is_wanted) {
  EXPECT_EQ(get(root + "?user_id=ann%40home&member_id=mum&limit=7&before=42&other=1").status, 200U);
  ASSERT_EQ(kept->list_queries.size(), 1U);
  const auto& asked = kept->list_queries.front();
  EXPECT_EQ(asked.user.value, "ann@home");
  EXPECT_EQ(asked.member.value, "mum");
  EXPECT_EQ(asked.limit, 7U);
  EXPECT_EQ(asked.before, 42);
}

TEST_F(conversation_handlers, mean_the_caller_and_the_newest_unless_told_otherwise) {
  for (const auto* query : {"?user_id=ann", "?user_id=ann&member_id=&limit=&before="}) {
    EXPECT_EQ(send("HEAD", root + query, "", "").status, 200U);
    const auto& asked = kept->list_queries.back();
    EXPECT_EQ(asked.member.value, "ann");
    EXPECT_EQ(asked.limit, 50U);
    EXPECT_FALSE(asked.before);
  }
}

TEST_F(conversation_handlers, read_which_conversation_is_wanted) {
  EXPECT_EQ(get(root + "/conv%5F1/messages?user_id=ann&limit=200&before=9").status, 200U);
  const auto& page = kept->page_queries.at(0);
  EXPECT_EQ(page.key, (conversation_key{{"ann"}, {"ann"}, {"conv_1"}}));
  EXPECT_EQ(page.limit, 200U);
  EXPECT_EQ(page.before, 9);
  EXPECT_EQ(send("DELETE", root + "/conv_1?member_id=mum", "", "ann").status, 404U);
  EXPECT_THAT(kept->removed, ElementsAre(conversation_key{{"ann"}, {"mum"}, {"conv_1"}}));
}

TEST_F(conversation_handlers, say_what_is_wrong) {
  struct mistake {
    const char* target;
    const char* code;
    const char* message;
  };
  for (const auto& [target, code, message] : {
           mistake{"?user_id=%zz", "VALIDATION_1103", "user_id must be"},
           mistake{"?user_id=a&member_id=/", "VALIDATION_1103", "member_id must be"},
           mistake{"?user_id=a&limit=0", "VALIDATION_1104", "limit must be a number from 1 to 200"},
           mistake{"?user_id=a&limit=201", "VALIDATION_1104", "limit must be"},
           mistake{"?user_id=a&limit=99999999999999999999", "VALIDATION_1104", "limit must be"},
           mistake{"?user_id=a&limit=-1", "VALIDATION_1103", "limit must be"},
           mistake{"?user_id=a&limit=5x", "VALIDATION_1103", "limit must be"},
           mistake{"?user_id=a&before=x", "VALIDATION_1103",
                   "before must be what another page gave as next"},
           mistake{"?user_id=a&before=-5", "VALIDATION_1104", "before must be"},
           mistake{"?user_id=a&before=9223372036854775808", "VALIDATION_1104", "before must be"},
           mistake{"/%20/messages?user_id=a", "VALIDATION_1103", "conversation's id"},
           mistake{"/c/messages?user_id=a&limit=0", "VALIDATION_1104", "limit must be"},
       }) {
    const auto reply = get(root + target);
    EXPECT_EQ(reply.status, 400U) << target;
    EXPECT_THAT(reply.body, HasSubstr(code)) << target;
    EXPECT_THAT(reply.body, HasSubstr(message)) << target;
  }
  EXPECT_THAT(kept->list_queries, IsEmpty());
  EXPECT_THAT(kept->page_queries, IsEmpty());
}

TEST_F(conversation_handlers, keep_another_accounts_members_to_themselves) {
  gate.open = false;
  for (const auto& [method, place] :
       {std::pair{"GET", ""}, std::pair{"GET", "/c/messages"}, std::pair{"DELETE", "/c"}}) {
    const auto reply = send(method, root + place + "?member_id=mum", "", "bob");
    EXPECT_EQ(reply.status, 404U) << method << place;
    EXPECT_THAT(reply.body, HasSubstr("USER_1201"));
  }
  EXPECT_THAT(kept->people.audit, IsEmpty());
}

TEST_F(conversation_handlers, let_a_viewer_read_but_not_remove) {
  gate.open = false;
  share("bob", member_role::viewer);
  EXPECT_EQ(get(root + "?member_id=mum", "bob").status, 200U);
  EXPECT_EQ(kept->list_queries.at(0).user.value, "ann");
  EXPECT_EQ(get(root + "/c/messages?member_id=mum", "bob").status, 200U);
  EXPECT_EQ(kept->page_queries.at(0).key, (conversation_key{{"ann"}, {"mum"}, {"c"}}));
  const auto refused = send("DELETE", root + "/c?member_id=mum", "", "bob");
  EXPECT_EQ(refused.status, 403U);
  EXPECT_THAT(refused.body, HasSubstr("AUTH_1005"));
  EXPECT_THAT(kept->removed, IsEmpty());
}

TEST_F(conversation_handlers, write_down_what_others_do) {
  share("bob", member_role::manager);
  share("ann", member_role::owner);
  get(root + "?member_id=mum", "ann");
  EXPECT_THAT(kept->people.audit, IsEmpty()) << "her own";
  get(root + "?member_id=mum", "bob");
  send("DELETE", root + "/c?member_id=mum", "", "bob");
  ASSERT_EQ(kept->people.audit.size(), 2U);
  const auto& read = kept->people.audit[0];
  EXPECT_EQ(read.action, "read_conversations");
  EXPECT_EQ(read.actor.value, "bob");
  EXPECT_EQ(read.member, (member_key{{"ann"}, {"mum"}}));
  EXPECT_EQ(read.at, now);
  EXPECT_EQ(kept->people.audit[1].action, "remove_conversation");
}

TEST_F(conversation_handlers, tell_of_a_failing_store) {
  kept->people.fail_reads = true;
  const auto reply = get(root, "ann");
  EXPECT_EQ(reply.status, 503U);
  EXPECT_THAT(reply.body, HasSubstr("DB_1601"));
}

TEST_F(conversation_handlers, name_a_conversation_that_nobody_can_guess) {
  const auto reply = send("POST", "/api/v1/chat/conversation", "", "ann");
  EXPECT_EQ(reply.status, 200U);
  EXPECT_THAT(reply.body, StartsWith(R"({"success":true,"conversation_id":"conv_)"));
  EXPECT_NE(reply.body, send("POST", "/api/v1/chat/conversation", "", "ann").body);
}

TEST(conversation_replies, lists_conversations) {
  const conversation_list list{
      {{{"c-2"}, {"mum"}, "我\"累\"", now, now + 1s, 3}, {{"c-1"}, {"mum"}, "", now, now, 1}}, 77};
  const auto reply = conversations_reply(list, now);
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body,
            R"({"success":true,"conversations":[{"conversation_id":"c-2","member_id":"mum",)"
            R"("title":"我\"累\"","created_at":"2026-01-02T03:04:05.678Z",)"
            R"("updated_at":"2026-01-02T03:04:06.678Z","exchanges":3},)"
            R"({"conversation_id":"c-1","member_id":"mum","title":"",)"
            R"("created_at":"2026-01-02T03:04:05.678Z","updated_at":"2026-01-02T03:04:05.678Z",)"
            R"("exchanges":1}],"next":77})");
  EXPECT_THAT(reply.headers, Contains(Pair("Cache-Control", "no-store")));
  EXPECT_THAT(reply.headers, Contains(Pair("Content-Type", "application/json; charset=utf-8")));
}

TEST(conversation_replies, an_empty_list_is_no_failure) {
  EXPECT_EQ(conversations_reply({}, now).body,
            R"({"success":true,"conversations":[],"next":null})");
}

stored_exchange exchange(const char* request, std::optional<request_status> status) {
  stored_exchange one;
  one.request = {request};
  one.question = "why?";
  one.asked_at = now;
  one.status = status;
  one.summary.text = std::make_shared<const std::string>("be\ncause");
  return one;
}

TEST(conversation_replies, shows_a_question_and_its_answer) {
  auto done = exchange("r-1", request_status::done);
  done.answered_at = now + 2s;
  done.summary.model = "m";
  done.summary.provider = "p";
  done.summary.finish_reason = "stop";
  const exchange_list page{{done}, std::nullopt};
  EXPECT_EQ(messages_reply(page, now).body,
            R"({"success":true,"messages":[{"request_id":"r-1","role":"user","content":"why?",)"
            R"("timestamp":"2026-01-02T03:04:05.678Z"},{"request_id":"r-1","role":"assistant",)"
            R"("content":"be\ncause","status":"done","timestamp":"2026-01-02T03:04:07.678Z",)"
            R"("model":"m","provider":"p","finish_reason":"stop"}],"next":null})");
}

TEST(conversation_replies, shows_what_the_screen_found) {
  auto done = exchange("r-1", request_status::done);
  done.summary.safety = {safety_level::emergency, safety::region::china, safety_level::routine};
  auto running = exchange("r-2", std::nullopt);
  running.summary.safety = answer_safety{safety_level::see_doctor};
  const auto body = messages_reply({{done, running}, std::nullopt}, now).body;
  EXPECT_THAT(body, HasSubstr(R"("safety":"emergency","safety_now":"routine","safety_help":[)"
                              R"({"kind":"ambulance","region":"CN","number":"120"},)"
                              R"({"kind":"crisis","region":"CN","number":"12356"},)"
                              R"({"kind":"police","region":"CN","number":"110"}]})"));
  EXPECT_THAT(body, HasSubstr(R"("finish_reason":"","safety":"see_doctor"}])"));
}

TEST(conversation_replies, shows_how_far_an_answer_has_come) {
  auto failed = exchange("r-2", request_status::error);
  failed.failure = ec::ai_unavailable;
  const exchange_list page{{exchange("r-1", std::nullopt), failed}, 5};
  const auto body = messages_reply(page, now).body;
  EXPECT_THAT(body, HasSubstr(R"("content":"be\ncause","status":"streaming",)"
                              R"("timestamp":"2026-01-02T03:04:05.678Z")"));
  EXPECT_THAT(body, HasSubstr(R"("status":"error")"));
  EXPECT_THAT(body, HasSubstr(R"("error_code":"AI_1401")"));
  EXPECT_THAT(body, HasSubstr(R"("next":5)"));
}

TEST(conversation_replies, confirms_a_removal) {
  const auto reply = done_reply();
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.body, R"({"success":true})");
}

}  // namespace
}  // namespace aurawell::net
