// What the service remembers of conversations, and what ends it.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "tests/integration/service.hpp"
#include "tests/integration/shared_family.hpp"

namespace aurawell {
namespace {

using namespace test_support;

class remembered_conversations : public ::testing::Test {
 protected:
  http_response send(const std::string& method, const std::string& path,
                     const std::string& body = "") const {
    return ask_rest(service.port(), method, path + "?user_id=ann", {}, body);
  }

  /// Returns when the conversation is remembered.
  void ask(const std::string& conversation, const std::string& member = "ann") const {
    const auto before = memory();
    const auto reply = send("POST", "/api/v1/chat/message",
                            R"({"message":"my back hurts","conversation_id":")" + conversation +
                                R"(","active_member_id":")" + member + "\"}");
    ASSERT_EQ(reply.status, 200) << reply.body;
    ASSERT_TRUE(eventually([&] {
      const auto now = memory();
      return now.bytes != before.bytes && now.hits + now.misses != before.hits + before.misses;
    }));
  }

  std::string add_member() const {
    return text_field(send("POST", "/api/v1/family/members", R"({"name":"x","relation":"y"})").body,
                      "member_id");
  }

  memory_status memory() const { return service.status().memory(); }

  const config::settings values = test_settings();
  running_service service{values};
};

TEST_F(remembered_conversations, are_used_for_their_next_question) {
  ask("a");
  EXPECT_EQ(memory().hits, 0U);
  ask("b");
  EXPECT_EQ(memory().hits, 0U);
  ask("a");
  EXPECT_EQ(memory().hits, 1U);
  EXPECT_EQ(memory().conversations, 2U);
}

TEST_F(remembered_conversations, end_when_they_are_removed) {
  const auto member = add_member();
  ask("a");
  ask("b");
  ask("c", member);
  ASSERT_EQ(memory().conversations, 3U);
  EXPECT_EQ(send("DELETE", "/api/v1/chat/conversations/a").status, 200);
  EXPECT_EQ(memory().conversations, 2U);
  EXPECT_EQ(send("DELETE", "/api/v1/family/members/" + member).status, 200);
  EXPECT_EQ(memory().conversations, 1U);
  EXPECT_EQ(send("DELETE", "/api/v1/user").status, 200);
  EXPECT_EQ(memory().conversations, 0U);
  EXPECT_EQ(memory().bytes, 0U);
}

TEST_F(remembered_conversations, obey_a_changed_limit_at_once) {
  ask("a");
  ask("b");
  auto changed = values;
  changed.memory.conversations = 1;
  service.reload(changed);
  EXPECT_EQ(memory().conversations, 1U);
}

TEST(conversation_memory_of_the_service, obeys_its_limit_from_the_start) {
  auto values = test_settings();
  values.memory.conversations = 0;
  const running_service service{values};
  EXPECT_EQ(ask_rest(service.port(), "POST", "/api/v1/chat/message?user_id=ann", {},
                     R"({"message":"my back hurts"})")
                .status,
            200);
  EXPECT_EQ(service.status().memory().misses, 1U);
  EXPECT_EQ(service.status().memory().conversations, 0U);
}

}  // namespace
}  // namespace aurawell
