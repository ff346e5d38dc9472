#include "net/llm/request/user_pseudonym.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(user_pseudonym, is_the_same_for_the_same_pair_only) {
  const user_pseudonym names{""};
  const auto name = names.of({"ann"}, {"child"});
  EXPECT_EQ(name, names.of({"ann"}, {"child"}));
  EXPECT_NE(name, names.of({"ann"}, {"ann"}));
  EXPECT_NE(name, names.of({"annc"}, {"hild"}));
  EXPECT_EQ(name.size(), 64U);
  EXPECT_EQ(name.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(user_pseudonym, depends_on_its_key_alone) {
  EXPECT_EQ(user_pseudonym{std::string(32, 'k')}.of({"ann"}, {"child"}),
            "f983dbee4eb8676d8bd2c9b536bc5bd3e7fb156e1ebde919c471a0b5ddff8c2a");
  EXPECT_NE(user_pseudonym{""}.of({"ann"}, {"ann"}), user_pseudonym{""}.of({"ann"}, {"ann"}));
}

}  // namespace
}  // namespace aurawell::net
