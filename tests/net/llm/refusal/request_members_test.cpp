#include "net/llm/refusal/request_members.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

using enum request_member;

TEST(request_members, have_names_that_lead_back_to_them) {
  for (std::size_t i = 0; i < request_member_count; ++i) {
    const auto member = static_cast<request_member>(i);
    EXPECT_EQ(member_named(name_of(member)), member);
  }
}

TEST(request_members, do_not_include_what_a_request_cannot_be_without) {
  for (const auto* name : {"model", "messages", "stream", "", "user"}) {
    EXPECT_FALSE(member_named(name)) << name;
  }
}

TEST(request_members, can_be_put_together_and_taken_apart) {
  const member_set two{thinking, user_id};
  EXPECT_TRUE(two.has(thinking));
  EXPECT_FALSE(two.has(temperature));
  EXPECT_EQ(two.without(member_set{thinking}), member_set{user_id});
  EXPECT_EQ(two & member_set{thinking}, member_set{thinking});
  EXPECT_EQ(member_set{thinking} | member_set{user_id}, two);
  EXPECT_TRUE(member_set{}.empty());
}

}  // namespace
}  // namespace aurawell::net
