#include "net/rest/family/family_handlers.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "domain/family/audited_use.hpp"
#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

const std::string members_path = "/api/v1/family/members";

/// Ann has a member "mother"; Bob is another user.
class family_handlers : public rest_test {
 protected:
  family_handlers() {
    gate.open = false;
    options.logins_per_account = 0;
    ann = sign_up("ann");
    bob = sign_up("bob");
    const auto added =
        send("POST", members_path, R"({"name":"Mum","relation":"mother","member_id":"mum"})", ann);
    EXPECT_EQ(added.status, 201U) << added.body;
  }

  std::string invite(const char* role = "viewer", const std::string& to = "bob") {
    const auto reply = send("POST", members_path + "/mum/invitations",
                            R"({"username":")" + to + R"(","role":")" + role + R"("})", ann);
    EXPECT_EQ(reply.status, 201U) << reply.body;
    return text_at(reply.body, "/data/invitation_id");
  }

  unsigned accept(const std::string& id, const std::string& user) {
    return send("POST", "/api/v1/family/invitations/" + id + "/accept", "", user).status;
  }

  std::string ann;
  std::string bob;
};

TEST_F(family_handlers, list_the_holder_first) {
  const auto body = get(members_path, ann).body;
  EXPECT_EQ(size_at(body, "/data/members"), 2);
  EXPECT_EQ(text_at(body, "/data/members/0/member_id"), ann);
  EXPECT_EQ(text_at(body, "/data/members/0/name"), "ann");
  EXPECT_EQ(text_at(body, "/data/members/1/member_id"), "mum");
  EXPECT_EQ(text_at(body, "/data/members/1/relation"), "mother");
  EXPECT_EQ(text_at(body, "/data/members/1/role"), "owner");
}

TEST_F(family_handlers, add_change_and_remove_members) {
  const auto added = send("POST", members_path, R"({"name":"小明"})", ann);
  EXPECT_EQ(added.status, 201U);
  const auto id = text_at(added.body, "/data/member_id");
  EXPECT_THAT(id, ::testing::StartsWith("member_"));
  const auto path = members_path + "/" + id;
  const auto changed = send("PUT", path, R"({"name":"小明明","relation":"儿子"})", ann);
  EXPECT_EQ(text_at(changed.body, "/data/name"), "小明明");
  EXPECT_THAT(get(members_path, ann).body, HasSubstr("儿子"));
  EXPECT_EQ(send("DELETE", path, "", ann).status, 200U);
  EXPECT_EQ(send("DELETE", path, "", ann).status, 404U);
  EXPECT_EQ(size_at(get(members_path, ann).body, "/data/members"), 2);
}

TEST_F(family_handlers, refuse_what_is_no_member) {
  EXPECT_THAT(send("POST", members_path, R"({})", ann).body, HasSubstr("name is missing"));
  EXPECT_THAT(send("POST", members_path, R"({"name":"  "})", ann).body,
              HasSubstr("name must have 1 to 64 characters"));
  EXPECT_THAT(send("POST", members_path, R"({"name":"x","member_id":"a b"})", ann).body,
              HasSubstr("member_id must be"));
  EXPECT_EQ(send("POST", members_path, R"({"name":"x","member_id":"mum"})", ann).status, 409U);
  EXPECT_EQ(send("POST", members_path, R"({"name":"x","member_id":")" + ann + "\"}", ann).status,
            409U);
  const auto self = send("DELETE", members_path + "/" + ann, "", ann);
  EXPECT_EQ(self.status, 400U);
  EXPECT_THAT(self.body, HasSubstr("DELETE /api/v1/user"));
}

TEST_F(family_handlers, are_not_for_large_families) {
  options.members_per_account = 2;
  EXPECT_EQ(send("POST", members_path, R"({"name":"Kim"})", ann).status, 201U);
  const auto reply = send("POST", members_path, R"({"name":"Lee"})", ann);
  EXPECT_EQ(reply.status, 400U);
  EXPECT_THAT(reply.body, HasSubstr("at most 2 members"));
}

TEST_F(family_handlers, hide_other_families) {
  struct attempt {
    const char* method;
    const char* path;
    const char* body;
  };
  for (const auto& [method, path, body] : {
           attempt{"PUT", "/mum", R"({"name":"x"})"},
           attempt{"DELETE", "/mum", ""},
           attempt{"GET", "/mum/profile", ""},
           attempt{"PUT", "/mum/profile", R"({"age":1})"},
           attempt{"GET", "/mum/invitations", ""},
           attempt{"POST", "/mum/invitations", R"({"username":"bob"})"},
           attempt{"GET", "/mum/access", ""},
           attempt{"DELETE", "/mum/access/bob", ""},
       }) {
    const auto reply = send(method, members_path + path, body, bob);
    EXPECT_EQ(reply.status, 404U) << method << path;
    EXPECT_THAT(reply.body, HasSubstr("USER_1201"));
  }
}

TEST_F(family_handlers, share_a_member_with_consent) {
  const auto id = invite("manager");
  EXPECT_EQ(size_at(get(members_path, bob).body, "/data/members"), 1) << "not before he agrees";
  const auto offered = get("/api/v1/family/invitations", bob).body;
  EXPECT_EQ(text_at(offered, "/data/invitations/0/invitation_id"), id);
  EXPECT_EQ(text_at(offered, "/data/invitations/0/member_name"), "Mum");
  EXPECT_EQ(text_at(offered, "/data/invitations/0/from_username"), "ann");
  EXPECT_EQ(size_at(get(members_path + "/mum/invitations", ann).body, "/data/invitations"), 1);
  EXPECT_EQ(accept(id, ann), 404U) << "it was not for her";
  EXPECT_EQ(accept(id, bob), 200U);
  EXPECT_EQ(accept(id, bob), 404U) << "once";
  const auto shared = get(members_path, bob).body;
  EXPECT_EQ(text_at(shared, "/data/members/1/member_id"), "mum");
  EXPECT_EQ(text_at(shared, "/data/members/1/role"), "manager");
  const auto grants = get(members_path + "/mum/access", ann).body;
  EXPECT_EQ(text_at(grants, "/data/access/0/username"), "bob");
  EXPECT_EQ(send("PUT", members_path + "/mum/profile", R"({"age":70})", bob).status, 200U);
  EXPECT_THAT(get(members_path + "/mum/profile", ann).body, HasSubstr(R"("age":70)"));
}

TEST_F(family_handlers, let_viewers_look_and_managers_not_share) {
  EXPECT_EQ(accept(invite("viewer"), bob), 200U);
  EXPECT_EQ(get(members_path + "/mum/profile", bob).status, 200U);
  for (const auto& [method, path, body] :
       {std::tuple{"PUT", "/mum/profile", R"({"age":70})"},
        std::tuple{"PUT", "/mum", R"({"name":"x"})"}, std::tuple{"DELETE", "/mum", ""}}) {
    EXPECT_EQ(send(method, members_path + path, body, bob).status, 403U) << method << path;
  }
  EXPECT_EQ(accept(invite("manager"), bob), 200U);
  EXPECT_EQ(send("PUT", members_path + "/mum", R"({"name":"Mother"})", bob).status, 200U);
  EXPECT_EQ(send("POST", members_path + "/mum/invitations", R"({"username":"ann"})", bob).status,
            403U);
  EXPECT_EQ(send("DELETE", members_path + "/mum", "", bob).status, 403U);
}

TEST_F(family_handlers, invite_only_who_can_be) {
  const auto path = members_path + "/mum/invitations";
  EXPECT_EQ(send("POST", path, R"({"username":"nobody"})", ann).status, 404U);
  EXPECT_THAT(send("POST", path, R"({"username":"ann"})", ann).body,
              HasSubstr("cannot invite yourself"));
  EXPECT_THAT(send("POST", path, R"({"username":"bob","role":"owner"})", ann).body,
              HasSubstr("role must be viewer or manager"));
  options.invitations_per_member = 1;
  sign_up("cat");
  invite();
  const auto again = invite("manager");
  EXPECT_EQ(size_at(get(path, ann).body, "/data/invitations"), 1) << "the newer replaces the older";
  const auto full = send("POST", path, R"({"username":"cat"})", ann);
  EXPECT_EQ(full.status, 400U);
  EXPECT_THAT(full.body, HasSubstr("1 invitations"));
}

TEST_F(family_handlers, say_nothing_of_addresses_to_who_invites) {
  const auto path = members_path + "/mum/invitations";
  const auto known = send("POST", path, R"({"username":"bob@example.com"})", ann);
  const auto unknown = send("POST", path, R"({"username":"nobody@example.com"})", ann);
  EXPECT_EQ(known.status, 400U);
  EXPECT_THAT(known.body, HasSubstr("VALIDATION_1103"));
  EXPECT_EQ(known.body, unknown.body);
  EXPECT_EQ(size_at(get("/api/v1/family/invitations", bob).body, "/data/invitations"), 0);
}

TEST_F(family_handlers, bound_the_invitations_of_who_invites_and_who_is_invited) {
  const auto path = members_path + "/mum/invitations";
  sign_up("cat");
  options.invitations_per_inviter = 1;
  invite();
  invite("manager");
  const auto from = send("POST", path, R"({"username":"cat"})", ann);
  EXPECT_EQ(from.status, 400U);
  EXPECT_THAT(from.body, HasSubstr("1 of your invitations"));
  options.invitations_per_inviter = 50;
  options.invitations_per_invited = 1;
  send("POST", members_path, R"({"name":"Dad","member_id":"dad"})", ann);
  const auto to = send("POST", members_path + "/dad/invitations", R"({"username":"bob"})", ann);
  EXPECT_EQ(to.status, 400U);
  EXPECT_THAT(to.body, HasSubstr("too many invitations wait"));
  EXPECT_EQ(send("POST", path, R"({"username":"cat"})", ann).status, 201U);
}

TEST_F(family_handlers, let_nobody_try_one_name_after_the_other) {
  const auto path = members_path + "/mum/invitations";
  for (std::uint32_t i = 0; i < options.invitation_tries; ++i) {
    send("POST", path, R"({"username":"name-)" + std::to_string(i) + "\"}", ann);
  }
  const auto reply = send("POST", path, R"({"username":"bob"})", ann);
  EXPECT_EQ(reply.status, 429U);
  EXPECT_NE(header(reply, "Retry-After"), "");
}

TEST_F(family_handlers, drop_invitations_from_both_sides) {
  const std::string path = "/api/v1/family/invitations/";
  const auto cat = sign_up("cat");
  const auto declined = invite();
  EXPECT_EQ(send("DELETE", path + declined, "", cat).status, 404U);
  EXPECT_EQ(send("DELETE", path + declined, "", bob).status, 200U);
  EXPECT_EQ(accept(declined, bob), 404U);
  const auto withdrawn = invite();
  EXPECT_EQ(send("DELETE", path + withdrawn, "", ann).status, 200U);
  EXPECT_EQ(accept(withdrawn, bob), 404U);
}

TEST_F(family_handlers, end_access_from_both_sides) {
  const auto path = members_path + "/mum/access/" + bob;
  EXPECT_EQ(accept(invite(), bob), 200U);
  EXPECT_EQ(send("DELETE", path, "", bob).status, 200U) << "he leaves";
  EXPECT_EQ(get(members_path + "/mum/profile", bob).status, 404U);
  EXPECT_EQ(send("DELETE", path, "", ann).status, 404U) << "gone already";
  EXPECT_EQ(accept(invite(), bob), 200U);
  EXPECT_EQ(send("DELETE", path, "", ann).status, 200U) << "she takes it away";
  EXPECT_EQ(get(members_path + "/mum/profile", bob).status, 404U);
}

TEST_F(family_handlers, end_answers_to_who_has_lost_the_access) {
  const auto path = members_path + "/mum/access/" + bob;
  const auto mum = std::pair{user_id{bob}, member_id{"mum"}};
  EXPECT_EQ(accept(invite(), bob), 200U);
  EXPECT_EQ(send("DELETE", path, "", ann).status, 200U);
  EXPECT_EQ(ended_answers, std::vector{mum});
  EXPECT_EQ(send("DELETE", path, "", ann).status, 404U);
  EXPECT_EQ(accept(invite(), bob), 200U);
  EXPECT_EQ(send("DELETE", path, "", bob).status, 200U);
  EXPECT_EQ(ended_answers, (std::vector{mum, mum}));
}

TEST_F(family_handlers, forget_an_invitation_in_time) {
  options.invitation_lifetime = std::chrono::milliseconds{0};
  EXPECT_EQ(accept(invite(), bob), 404U);
}

TEST_F(family_handlers, tell_the_owner_who_did_what) {
  EXPECT_EQ(accept(invite(), bob), 200U);
  get(members_path + "/mum/profile", bob);
  get("/api/v1/chat/conversations?member_id=mum", bob);
  const auto audit = get("/api/v1/user/audit", ann).body;
  EXPECT_EQ(size_at(audit, "/data/entries"), 4);
  EXPECT_EQ(text_at(audit, "/data/entries/0/action"), "read_conversations");
  EXPECT_EQ(text_at(audit, "/data/entries/1/action"), "read_profile");
  EXPECT_EQ(text_at(audit, "/data/entries/2/action"), "accept_invitation");
  EXPECT_EQ(text_at(audit, "/data/entries/3/action"), "invite");
  EXPECT_EQ(text_at(audit, "/data/entries/0/actor_id"), bob);
  EXPECT_EQ(size_at(get("/api/v1/user/audit?limit=1", bob).body, "/data/entries"), 1);
}

TEST_F(family_handlers, a_thousand_reads_do_not_hide_an_edit) {
  EXPECT_EQ(accept(invite("manager"), bob), 200U);
  const auto profile = members_path + "/mum/profile";
  EXPECT_EQ(send("PUT", profile, R"({"age":70})", bob).status, 200U);
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_EQ(get(profile, bob).status, 200U);
    EXPECT_EQ(get("/api/v1/user/samples?member_id=mum", bob).status, 200U);
    EXPECT_EQ(get("/api/v1/chat/conversations?member_id=mum", bob).status, 200U);
  }
  const auto audit = get("/api/v1/user/audit", ann).body;
  EXPECT_EQ(size_at(audit, "/data/entries"), 6);
  EXPECT_EQ(text_at(audit, "/data/entries/3/action"), "edit_profile");
  EXPECT_EQ(text_at(audit, "/data/entries/0/action"), "read_conversations");
}

TEST_F(family_handlers, a_read_is_told_of_again_after_a_while) {
  EXPECT_EQ(accept(invite(), bob), 200U);
  const member_key mum{{ann}, {"mum"}};
  ASSERT_TRUE(store->accounts().add_audit(
      {test_now - audited_as_one - std::chrono::seconds{1}, {bob}, mum, "read_profile"}));
  get(members_path + "/mum/profile", bob);
  const auto audit = store->accounts().list_audit({{ann}})->entries;
  EXPECT_EQ(std::count_if(audit.begin(), audit.end(),
                          [](const auto& one) { return one.action == "read_profile"; }),
            2);
}

TEST_F(family_handlers, what_is_offered_and_ended_is_written_down) {
  EXPECT_EQ(send("DELETE", "/api/v1/family/invitations/" + invite(), "", ann).status, 200U);
  EXPECT_EQ(send("DELETE", "/api/v1/family/invitations/" + invite(), "", bob).status, 200U);
  EXPECT_EQ(accept(invite(), bob), 200U);
  EXPECT_EQ(send("DELETE", members_path + "/mum/access/" + bob, "", ann).status, 200U);
  std::vector<std::string> actions;
  const auto noted = store->accounts().list_audit({{ann}});
  for (const auto& one : noted->entries) {
    actions.push_back(one.action);
  }
  EXPECT_THAT(actions, ::testing::ElementsAre("end_access", "accept_invitation", "invite",
                                              "decline_invitation", "invite",
                                              "take_back_invitation", "invite"));
}

TEST_F(family_handlers, the_audit_has_pages) {
  EXPECT_EQ(accept(invite(), bob), 200U);
  std::string before;
  std::vector<std::string> actions;
  do {
    const auto page = get("/api/v1/user/audit?limit=1" + before, ann).body;
    actions.push_back(text_at(page, "/data/entries/0/action"));
    const auto next = page.substr(page.find(R"("next":)") + 7);
    before = next.starts_with("null") ? "" : "&before=" + next.substr(0, next.find('}'));
  } while (!before.empty() && actions.size() < 10);
  EXPECT_THAT(actions, ::testing::ElementsAre("accept_invitation", "invite"));
}

}  // namespace
}  // namespace aurawell::net
