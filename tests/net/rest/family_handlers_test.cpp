#include "net/rest/family_handlers.hpp"

#include <gmock/gmock.h>

#include "tests/net/rest/rest_parts.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

const std::string members_path = "/api/v1/family/members";

/// Ann has a mother, Bob is somebody else.
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

TEST_F(family_handlers, forget_an_invitation_in_time) {
  options.invitation_lifetime = std::chrono::milliseconds{0};
  EXPECT_EQ(accept(invite(), bob), 404U);
}

TEST_F(family_handlers, tell_the_owner_who_did_what) {
  EXPECT_EQ(accept(invite(), bob), 200U);
  get(members_path + "/mum/profile", bob);
  get("/api/v1/chat/conversations?member_id=mum", bob);
  const auto audit = get("/api/v1/user/audit", ann).body;
  EXPECT_EQ(size_at(audit, "/data/entries"), 3);
  EXPECT_EQ(text_at(audit, "/data/entries/0/action"), "read_conversations");
  EXPECT_EQ(text_at(audit, "/data/entries/1/action"), "read_profile");
  EXPECT_EQ(text_at(audit, "/data/entries/2/action"), "accept_invitation");
  EXPECT_EQ(text_at(audit, "/data/entries/0/actor_id"), bob);
  EXPECT_EQ(size_at(get("/api/v1/user/audit?limit=1", bob).body, "/data/entries"), 1);
}

}  // namespace
}  // namespace aurawell::net
