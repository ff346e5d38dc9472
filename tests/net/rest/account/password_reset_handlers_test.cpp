#include <gmock/gmock.h>

#include "net/auth/passwords/reset_code_text.hpp"
#include "net/rest/account/account_handlers.hpp"
#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class password_reset_handlers : public rest_test {
 protected:
  password_reset_handlers() { gate.open = false; }

  http_reply forget(const std::string& name) {
    return send("POST", "/api/v1/auth/forgot-password", R"({"user":")" + name + R"("})", "");
  }
  http_reply reset(const std::string& name, const std::string& code,
                   const std::string& fresh = "seven green boats") {
    return send(
        "POST", "/api/v1/auth/reset-password",
        R"({"user":")" + name + R"(","code":")" + code + R"(","new_password":")" + fresh + R"("})",
        "");
  }
  std::string code_for(const std::string& name) {
    forget(name);
    return codes.sent.empty() ? "" : codes.sent.back().code;
  }
  unsigned log_in_by(const std::string& password) {
    return send("POST", "/api/v1/auth/login",
                R"({"username":"ann","password":")" + password + R"("})", "")
        .status;
  }
};

TEST_F(password_reset_handlers, send_a_code_that_sets_a_new_password_once) {
  const auto ann = sign_up("ann");
  EXPECT_EQ(forget("Ann@Example.com").status, 200U);
  ASSERT_THAT(codes.sent, SizeIs(1));
  const auto sent = codes.sent[0];
  EXPECT_EQ(sent.user.value, ann);
  EXPECT_EQ(sent.username, "ann");
  EXPECT_EQ(sent.email, "ann@example.com");
  EXPECT_EQ(sent.expires_at, test_now + options.reset_code_lifetime);
  const auto reply = reset("ann", sent.code);
  EXPECT_EQ(reply.status, 200U) << reply.body;
  EXPECT_EQ(text_at(get("/api/v1/user/audit", ann).body, "/data/entries/0/action"),
            "reset_password");
  EXPECT_EQ(log_in_by("tulip-tractor-ann"), 401U);
  EXPECT_EQ(log_in_by("seven green boats"), 200U);
  ASSERT_THAT(gate.revoked, SizeIs(1));
  EXPECT_EQ(gate.revoked[0].login, revoked_login::every_login);
  EXPECT_EQ(gate.revoked[0].spared, "");
  EXPECT_THAT(hung_up, SizeIs(1));
  EXPECT_EQ(reset("ann", sent.code, "eight green boats").status, 401U) << "only once";
}

TEST_F(password_reset_handlers, take_a_code_for_a_name_an_address_or_an_id) {
  const auto ann = sign_up("ann");
  for (const auto& name : {std::string{"ANN"}, std::string{"ann@example.com"}, ann}) {
    EXPECT_EQ(reset(name, code_for("ann")).status, 200U) << name;
  }
}

TEST_F(password_reset_handlers, answer_the_same_whether_there_is_such_an_account) {
  sign_up("ann");
  const auto known = forget("ann");
  const auto unknown = forget("nobody");
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(known.headers, unknown.headers);
  const auto wrong = reset("ann", draw_reset_code());
  for (const auto& other : {reset("nobody", draw_reset_code()), reset("ann", "x")}) {
    EXPECT_EQ(wrong.status, other.status);
    EXPECT_EQ(wrong.body, other.body);
  }
}

TEST_F(password_reset_handlers, answer_before_they_look) {
  struct never final : store_access {
    void read(const store_asker&, work, report) override { ++asked; }
    int asked = 0;

   private:
    void do_write(const store_asker&, work, report) override { ++asked; }
  } store_that_never_answers;
  const auto lent = over(store_that_never_answers);
  rest_request request;
  request.body = R"({"user":"ann"})";
  const auto answer = send_reset_code(lent, request, {});
  std::get<pending_reply>(answer)([&](const reply_maker& make) {
    EXPECT_EQ(make(test_now).status, 200U);
    EXPECT_EQ(store_that_never_answers.asked, 0);
  });
  EXPECT_EQ(store_that_never_answers.asked, 1);
}

TEST_F(password_reset_handlers, let_nobody_flood_or_take_away_codes) {
  sign_up("ann");
  const auto first = code_for("ann");
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(forget("ann").status, 200U);
  }
  EXPECT_THAT(codes.sent, SizeIs(options.max_reset_codes));
  for (std::uint32_t i = 0; i < options.logins_per_account; ++i) {
    EXPECT_EQ(reset("ann", draw_reset_code()).status, 401U);
  }
  EXPECT_EQ(reset("ann", first).status, 429U) << "who guesses must wait";
  address = "198.51.100.7";
  EXPECT_EQ(reset("ann", first).status, 200U) << "who has the code needs not";
}

TEST_F(password_reset_handlers, forget_a_code_that_could_not_be_sent) {
  const auto ann = sign_up("ann");
  codes.loses = true;
  for (std::uint32_t i = 0; i < options.max_reset_codes; ++i) {
    EXPECT_EQ(forget("ann").status, 200U);
  }
  EXPECT_TRUE(store->accounts().reset_codes_of({ann}, test_now)->empty());
  codes.loses = false;
  EXPECT_EQ(reset("ann", code_for("ann")).status, 200U);
}

TEST_F(password_reset_handlers, send_an_account_a_few_codes_in_a_day) {
  const user_id ann{sign_up("ann")};
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(forget("ann").status, 200U);
    ASSERT_TRUE(store->begin());
    ASSERT_TRUE(store->accounts().remove_reset_codes(ann));
    ASSERT_TRUE(store->commit());
  }
  EXPECT_THAT(codes.sent, SizeIs(10));
}

TEST_F(password_reset_handlers, take_no_password_that_is_made_of_the_accounts_names) {
  const auto ann = sign_up("qvzkwhxt");
  const auto code = code_for("qvzkwhxt");
  const auto reply = reset(ann, code, "qvzkwhxt@example.com");
  EXPECT_EQ(reply.status, 400U);
  EXPECT_THAT(reply.body, HasSubstr("new_password"));
  EXPECT_EQ(reset(ann, code).status, 200U) << "the code still counts";
}

TEST_F(password_reset_handlers, let_who_has_waited_in_by_the_new_password) {
  sign_up("ann");
  address = "203.0.113.5";
  while (log_in_by("wrong") == 401U) {
  }
  ASSERT_EQ(reset("ann", code_for("ann")).status, 200U);
  EXPECT_EQ(log_in_by("seven green boats"), 200U);
}

TEST_F(password_reset_handlers, limit_an_address) {
  address = "203.0.113.5";
  for (std::uint32_t i = 0; i < options.logins_per_address; ++i) {
    EXPECT_EQ(forget("name-" + std::to_string(i)).status, 200U);
  }
  EXPECT_EQ(forget("ann").status, 429U);
  EXPECT_EQ(reset("ann", draw_reset_code()).status, 429U);
}

TEST_F(password_reset_handlers, take_no_code_that_is_too_old) {
  const auto ann = sign_up("ann");
  const auto code = draw_reset_code();
  ASSERT_TRUE(store->begin());
  ASSERT_TRUE(store->accounts().add_reset_code({{ann}, *hash_reset_code({ann}, code), test_now},
                                               test_now - std::chrono::hours{1}));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(reset("ann", code).status, 401U);
}

TEST_F(password_reset_handlers, keep_the_code_when_the_new_password_is_no_good) {
  sign_up("ann");
  const auto code = code_for("ann");
  EXPECT_EQ(reset("ann", code, "short").status, 400U);
  EXPECT_EQ(reset("ann", code, "password1").status, 400U);
  hasher.busy = true;
  EXPECT_EQ(reset("ann", code).status, 503U);
  hasher.busy = false;
  EXPECT_EQ(reset("ann", code).status, 200U);
}

TEST_F(password_reset_handlers, keep_codes_of_others_apart) {
  sign_up("ann");
  sign_up("bob");
  const auto code = code_for("bob");
  EXPECT_EQ(reset("ann", code).status, 401U);
  EXPECT_EQ(reset("bob", code).status, 200U);
}

TEST_F(password_reset_handlers, say_that_no_codes_are_sent) {
  sends_codes = false;
  const auto reply = forget("ann");
  EXPECT_EQ(reply.status, 400U);
  EXPECT_THAT(reply.body, HasSubstr("sends no codes"));
  EXPECT_THAT(get("/api/v1/health").body, HasSubstr(R"("sends_reset_codes":false)"));
  sends_codes = true;
  EXPECT_THAT(get("/api/v1/health").body, HasSubstr(R"("sends_reset_codes":true)"));
}

TEST_F(password_reset_handlers, say_what_is_missing) {
  EXPECT_THAT(send("POST", "/api/v1/auth/reset-password", "{}", "").body,
              HasSubstr("user is missing; code is missing; new_password is missing"));
  EXPECT_THAT(send("POST", "/api/v1/auth/forgot-password", R"({"user":7})", "").body,
              HasSubstr("user must be a string"));
}

}  // namespace
}  // namespace aurawell::net
