#include "net/address/query_parameters.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aurawell::net {
namespace {

TEST(query_parameters, finds_the_first_parameter_of_a_name) {
  EXPECT_EQ(find_parameter("limit=1&kind=2&limit=3", "limit"), "1");
  EXPECT_EQ(find_parameter("&&kind=2=3&", "kind"), "2=3");
  EXPECT_EQ(find_parameter("limit&kind", "kind"), "");
  EXPECT_FALSE(find_parameter("limit=1", "kind"));
  EXPECT_FALSE(find_parameter("limits=1", "limit"));
  EXPECT_FALSE(find_parameter("", "limit"));
}

TEST(query_parameters, have_one_meaning_each) {
  for (const auto name : all_parameters) {
    const std::string once = std::string{name} + "=ann";
    EXPECT_FALSE(find_ambiguous_parameter(once)) << once;
    EXPECT_FALSE(find_ambiguous_parameter("other=1&" + once + "&other=2")) << once;
    EXPECT_EQ(find_ambiguous_parameter(once + "&x=1&" + once), name);
    EXPECT_EQ(find_ambiguous_parameter(once + "&" + std::string{name}), name) << "without a value";
  }
}

TEST(query_parameters, are_not_taken_in_other_letters) {
  for (const auto* query :
       {"User_ID=ann", "USER_ID=ann", "user%5Fid=ann", "user%5fid=ann", "%75ser_id=ann",
        "%55SER%5FID=ann", "x=1&user_iD", "user_id=ann&User_Id=bob", "User_Id=bob&user_id=ann"}) {
    EXPECT_EQ(find_ambiguous_parameter(query), "user_id") << query;
  }
}

TEST(query_parameters, that_nobody_reads_may_be_anything) {
  for (const auto* query :
       {"", "&&", "=", "==&=x", "a=1&a=2&A=3", "%=1&%=2", "user_id%=1", "user%255Fid=ann",
        "user id=1", "user_id=ann&xuser_id=bob", "user_id=ann&user_idx=bob"}) {
    EXPECT_FALSE(find_ambiguous_parameter(query)) << query;
  }
}

TEST(query_parameters, may_be_many) {
  EXPECT_EQ(find_ambiguous_parameter(std::string(10'000, '&') + "seq=1&seq=1"), "seq");
  EXPECT_FALSE(find_ambiguous_parameter(std::string(100'000, 'a') + "=1&token=2"));
}

}  // namespace
}  // namespace aurawell::net
