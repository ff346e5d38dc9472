#include "net/rest/account/account_handlers.hpp"

#include <gmock/gmock.h>

#include "net/auth/revoked_logins.hpp"
#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class account_handlers : public rest_test {
 protected:
  account_handlers() {
    gate.open = false;
    options.logins_per_account = 0;
    logins.set_limits(options);
  }

  void converse(const std::string& user, const std::string& member, int number,
                const std::string& conversation = "c") {
    const auto name = request_id{conversation + std::to_string(number)};
    const conversation_key key{{user}, {member}, {conversation}};
    answer_record answer{key, name, request_status::done, {}, test_now};
    answer.summary.text = std::make_shared<const std::string>("answer " + std::to_string(number));
    ASSERT_TRUE(store->begin());
    ASSERT_TRUE(store->save_question({key,
                                      {"s"},
                                      name,
                                      chat_kind::health,
                                      "question " + std::to_string(number),
                                      test_now + std::chrono::seconds{number}}));
    ASSERT_TRUE(store->save_answer(answer));
    ASSERT_TRUE(store->commit());
  }

  http_reply erase(const std::string& user, const std::string& password) {
    return send("DELETE", "/api/v1/user", R"({"password":")" + password + R"("})", user);
  }
};

TEST_F(account_handlers, export_everything) {
  const auto ann = sign_up("ann");
  send("PUT", "/api/v1/user/profile", R"({"age":40})", ann);
  send("POST", "/api/v1/user/samples",
       R"({"kind":"steps","value":8000,"time":"2026-01-01T20:00:00Z"})", ann);
  send("POST", "/api/v1/family/members", R"({"name":"Mum","member_id":"mum"})", ann);
  sign_up("bob");
  send("POST", "/api/v1/family/members/mum/invitations", R"({"username":"bob"})", ann);
  for (int i = 1; i <= 120; ++i) {
    converse(ann, ann, i);
  }
  converse(ann, "mum", 1, "other");
  const auto reply = get("/api/v1/user/export", ann);
  EXPECT_EQ(reply.status, 200U);
  EXPECT_THAT(header(reply, "Content-Disposition"), HasSubstr("attachment"));
  const auto& body = reply.body;
  EXPECT_EQ(text_at(body, "/data/account/email"), "ann@example.com");
  EXPECT_THAT(body, Not(HasSubstr("hash-of")));
  EXPECT_EQ(size_at(body, "/data/members"), 2);
  EXPECT_THAT(body, HasSubstr(R"("profile":{"age":40})"));
  EXPECT_EQ(size_at(body, "/data/members/0/samples"), 1);
  EXPECT_EQ(size_at(body, "/data/members/0/conversations/0/messages"), 240);
  EXPECT_EQ(text_at(body, "/data/members/0/conversations/0/messages/0/content"), "question 1");
  EXPECT_EQ(text_at(body, "/data/members/0/conversations/0/messages/239/content"), "answer 120");
  EXPECT_EQ(text_at(body, "/data/members/1/conversations/0/messages/1/content"), "answer 1");
  EXPECT_EQ(size_at(body, "/data/members/1/invitations"), 1);
  EXPECT_THAT(body, HasSubstr(R"("complete":true)"));
}

TEST_F(account_handlers, say_when_an_export_is_not_complete) {
  for (int i = 1; i <= 200; ++i) {
    converse("ann", "ann", i);
  }
  options.max_export_bytes = 4'000;
  const auto body = get("/api/v1/user/export", "ann").body;
  EXPECT_THAT(body, HasSubstr(R"("complete":false)"));
  EXPECT_EQ(size_at(body, "/data/members"), 1) << "still JSON";
  EXPECT_GT(size_at(body, "/data/members/0/conversations/0/messages"), 2);
  EXPECT_LT(body.size(), 5'000U) << "one exchange too many, and what stands around them";
}

TEST_F(account_handlers, export_what_little_there_is_of_a_stranger) {
  const auto body = get("/api/v1/user/export", "cat").body;
  EXPECT_EQ(text_at(body, "/data/account/user_id"), "cat");
  EXPECT_EQ(size_at(body, "/data/account"), 1);
  EXPECT_EQ(size_at(body, "/data/members"), 1);
}

TEST_F(account_handlers, erase_an_account_for_its_password) {
  const auto ann = sign_up("ann");
  converse(ann, ann, 1);
  EXPECT_EQ(send("DELETE", "/api/v1/user", "", ann).status, 400U);
  const auto wrong = erase(ann, "wrong");
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_THAT(wrong.body, HasSubstr("AUTH_1001"));
  EXPECT_EQ(size_at(get("/api/v1/chat/conversations", ann).body, "/conversations"), 1);
  EXPECT_EQ(erase(ann, "tulip-tractor-ann").status, 200U);
  EXPECT_EQ(size_at(get("/api/v1/chat/conversations", ann).body, "/conversations"), 0);
  EXPECT_EQ(
      send("POST", "/api/v1/auth/login", R"({"username":"ann","password":"tulip-tractor-ann"})", "")
          .status,
      401U);
  ASSERT_EQ(gate.revoked.size(), 1U);
  EXPECT_EQ(gate.revoked[0].login, revoked_logins::every_login);
  ASSERT_EQ(hung_up.size(), 2U) << "before it is written, and behind that";
  EXPECT_EQ(hung_up[0].user.value, ann);
}

TEST_F(account_handlers, keep_every_erased_account_out_after_a_restart) {
  for (const auto* name : {"ann", "bob"}) {
    EXPECT_EQ(erase(sign_up(name), std::string{"tulip-tractor-"} + name).status, 200U);
  }
  ASSERT_TRUE(store->begin());
  const auto kept = store->accounts().load_revoked(test_now);
  ASSERT_TRUE(store->commit());
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->size(), 2U);
}

/// The time of these requests is before that of the erasure.
TEST_F(account_handlers, refuse_what_an_erased_user_began_before) {
  const auto ann = sign_up("ann");
  EXPECT_EQ(erase(ann, "tulip-tractor-ann").status, 200U);
  EXPECT_EQ(send("DELETE", "/api/v1/user", "", "cat").status, 200U);
  struct wish {
    const char* method;
    const char* path;
    const char* body;
  };
  for (const auto& [method, path, body] :
       {wish{"PUT", "/api/v1/user/profile", R"({"age":40})"},
        wish{"POST", "/api/v1/user/samples",
             R"({"kind":"steps","value":8000,"time":"2026-01-01T20:00:00Z"})"},
        wish{"POST", "/api/v1/family/members", R"({"name":"Mum","member_id":"mum"})"},
        wish{"PUT", "/api/v1/family/members/mum", R"({"name":"Mum"})"},
        wish{"DELETE", "/api/v1/family/members/mum", ""},
        wish{"POST", "/api/v1/family/members/mum/invitations", R"({"username":"bob"})"},
        wish{"POST", "/api/v1/family/invitations/i/accept", ""},
        wish{"DELETE", "/api/v1/family/invitations/i", ""},
        wish{"DELETE", "/api/v1/family/members/mum/access/bob", ""},
        wish{"DELETE", "/api/v1/chat/conversations/c", ""},
        wish{"GET", "/api/v1/user/samples?member_id=mum", ""},
        wish{"GET", "/api/v1/family/members/mum/profile", ""},
        wish{"POST", "/api/v1/auth/logout", ""}}) {
    for (const auto& user : {ann, std::string{"cat"}}) {
      const auto reply = send(method, path, body, user);
      EXPECT_EQ(reply.status, 404U) << method << " " << path;
      EXPECT_THAT(reply.body, HasSubstr("USER_1201")) << method << " " << path;
    }
  }
}

TEST_F(account_handlers, let_a_user_in_again_whom_the_store_could_not_erase) {
  const auto ann = sign_up("ann");
  converse(ann, ann, 1);
  access.fails_writes = true;
  EXPECT_EQ(erase(ann, "tulip-tractor-ann").status, 503U);
  EXPECT_TRUE(gate.revoked.empty());
}

TEST_F(account_handlers, erase_people_of_other_issuers_by_their_token) {
  converse("cat", "cat", 1);
  EXPECT_EQ(send("DELETE", "/api/v1/user", "", "cat").status, 200U);
  EXPECT_EQ(size_at(get("/api/v1/chat/conversations", "cat").body, "/conversations"), 0);
  ASSERT_EQ(gate.revoked.size(), 1U);
  EXPECT_EQ(gate.revoked[0].login, "login-of-cat") << "they may come back with another one";
}

TEST_F(account_handlers, erase_people_of_open_mode_by_their_name) {
  gate.open = true;
  converse("dan", "dan", 1);
  EXPECT_EQ(send("DELETE", "/api/v1/user?user_id=dan", "", "").status, 200U);
  EXPECT_TRUE(gate.revoked.empty());
  EXPECT_EQ(size_at(get("/api/v1/chat/conversations?user_id=dan").body, "/conversations"), 0);
}

}  // namespace
}  // namespace aurawell::net
