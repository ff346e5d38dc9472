#include "domain/ids.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace aurawell {
namespace {

static_assert(!std::is_convertible_v<user_id, member_id>);
static_assert(!std::is_constructible_v<conversation_id, request_id>);

TEST(ids, request_names_have_1_to_128_characters) {
  EXPECT_FALSE(is_request_name(""));
  EXPECT_TRUE(is_request_name("r"));
  EXPECT_TRUE(is_request_name(std::string(128, 'r')));
  EXPECT_FALSE(is_request_name(std::string(129, 'r')));
}

TEST(ids, entity_names_have_1_to_128_characters) {
  EXPECT_FALSE(is_entity_name(""));
  EXPECT_TRUE(is_entity_name("u"));
  EXPECT_TRUE(is_entity_name(std::string(128, 'u')));
  EXPECT_FALSE(is_entity_name(std::string(129, 'u')));
}

TEST(ids, every_byte_is_allowed_or_refused_as_published) {
  const std::string both = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:_-";
  const std::string entities_only = ".@";
  for (int byte = 0; byte < 256; ++byte) {
    const std::string name{static_cast<char>(byte)};
    const bool in_both = both.find(name) != std::string::npos;
    EXPECT_EQ(is_request_name(name), in_both) << byte;
    EXPECT_EQ(is_entity_name(name), in_both || entities_only.find(name) != std::string::npos)
        << byte;
  }
}

TEST(ids, one_bad_character_spoils_a_name_wherever_it_stands) {
  EXPECT_FALSE(is_request_name(" name"));
  EXPECT_FALSE(is_request_name("na/me"));
  EXPECT_FALSE(is_entity_name("name\n"));
  EXPECT_FALSE(is_entity_name(std::string_view{"na\0me", 5}));
}

TEST(ids, equal_values_are_equal_keys) {
  std::unordered_set<user_id> users{{"ann"}, {"bob"}, {"ann"}};
  EXPECT_EQ(users.size(), 2U);
  EXPECT_TRUE(users.contains({"bob"}));
  EXPECT_TRUE(user_id{}.empty());
  EXPECT_LT(user_id{"ann"}, user_id{"bob"});
}

}  // namespace
}  // namespace aurawell
