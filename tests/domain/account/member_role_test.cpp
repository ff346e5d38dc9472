#include "domain/account/member_role.hpp"

#include <gtest/gtest.h>

namespace aurawell {
namespace {

TEST(member_role, has_a_name_that_reads_back) {
  for (const auto role : {member_role::owner, member_role::manager, member_role::viewer}) {
    EXPECT_EQ(member_role_from_string(to_string(role)), role);
  }
  EXPECT_EQ(member_role_from_string("Owner"), std::nullopt);
  EXPECT_EQ(member_role_from_string(""), std::nullopt);
}

}  // namespace
}  // namespace aurawell
