#include "domain/sign_in/registration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/sign_in/problems.hpp"

namespace aurawell {
namespace {

std::size_t problems_of(const std::string& name, const std::string& email,
                        const std::string& password) {
  return check_registration({name, email, password}).size();
}

TEST(registration, takes_usual_names_and_addresses) {
  for (const auto* name : {"ann", "Ann_B.c-7", "12345678901234567890123456789012"}) {
    EXPECT_EQ(problems_of(name, "a@b.c", "12345678"), 0U) << name;
  }
  for (const auto* email : {"a@b.c", "ann.b+x@mail.example.com", "小明@例子.公司"}) {
    EXPECT_EQ(problems_of("ann", email, "12345678"), 0U) << email;
  }
  EXPECT_EQ(problems_of("ann", "a@b.c", std::string(128, 'x')), 0U);
}

TEST(registration, refuses_others) {
  for (const auto& name : {std::string{}, std::string{"ab"}, std::string(33, 'a'),
                           std::string{"a b"}, std::string{"ann@b"}, std::string{"小明明"}}) {
    EXPECT_EQ(problems_of(name, "a@b.c", "12345678"), 1U) << name;
  }
  for (const auto& email :
       {std::string{}, std::string{"ann"}, std::string{"@b.c"}, std::string{"a@"},
        std::string{"a@b"}, std::string{"a@b@c.d"}, std::string{"a b@c.d"}, std::string{"a@.c"},
        std::string{"a@b."}, std::string{"a@b..c"}, std::string{"a@b.c\n"}, std::string{"<a@b.c>"},
        std::string{"-Cx@b.c"}, std::string(65, 'a') + "@b.c",
        "a@" + std::string(260, 'b') + ".c"}) {
    EXPECT_EQ(problems_of("ann", email, "12345678"), 1U) << email;
  }
  EXPECT_EQ(problems_of("ann", "a@b.c", "1234567"), 1U);
  EXPECT_EQ(problems_of("ann", "a@b.c", std::string(129, 'x')), 1U);
}

TEST(registration, tells_of_all_problems_in_one) {
  const auto all = join_problems(check_registration({"", "", ""}));
  EXPECT_EQ(all.code, ec::bad_format);
  EXPECT_THAT(all.detail, ::testing::HasSubstr("username must"));
  EXPECT_THAT(all.detail, ::testing::HasSubstr("; email must"));
  EXPECT_THAT(all.detail, ::testing::HasSubstr("; password must"));
}

}  // namespace
}  // namespace aurawell
