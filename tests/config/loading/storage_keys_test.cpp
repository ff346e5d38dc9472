#include "config/loading/storage_keys.hpp"

#include <gmock/gmock.h>

#include "tests/config/loading.hpp"
#include "tests/support/private_file.hpp"

namespace aurawell::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string hex_key(64, 'a');
const std::string other_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const std::string by_variable = "[storage]\nencryption_key_env = \"THE_KEY\"";

TEST(storage_keys, without_a_setting_there_are_none) {
  const loading all{"", {{"THE_KEY", hex_key}}};
  EXPECT_THAT(all.values().storage.encryption_keys, IsEmpty());
}

TEST(storage_keys, come_from_a_variable_newest_first) {
  const loading all{by_variable, {{"THE_KEY", hex_key + "," + other_key}}};
  const auto& keys = all.values().storage.encryption_keys;
  ASSERT_THAT(keys, SizeIs(2));
  EXPECT_EQ(keys[0].bytes[0], 0xaa);
  EXPECT_EQ(keys[1].bytes[31], 31);
}

TEST(storage_keys, come_from_a_file_one_in_a_line) {
  const test_support::temp_folder folder;
  test_support::write_private_file(folder / "keys", hex_key + "\n" + other_key + "\n");
  const loading all{"[storage]\nencryption_key_file = \"" + (folder / "keys").string() + "\""};
  EXPECT_THAT(all.values().storage.encryption_keys, SizeIs(2));
}

TEST(storage_keys, problems_say_what_to_do_and_repeat_no_key) {
  const std::string almost(63, 'b');
  for (const auto& [file, value, expected] :
       {std::tuple{by_variable, std::string{}, "holds no key"},
        {by_variable, hex_key + "," + almost, "key 2 is not 32 bytes"},
        {"[storage]\nencryption_key_env = \"" + almost + "=\"", hex_key, "must be the name of"},
        {"[storage]\nencryption_key_file = \"/nowhere/at/all\"", hex_key, "cannot be read"},
        {"[storage]\nencryption_key_file = \"/\"", hex_key, "cannot be read: Is a directory"},
        {"[storage]\nencryption_key_file = \"/dev/zero\"", hex_key, "no regular file"},
        {by_variable + "\nencryption_key_file = \"keys\"", hex_key, "one of the two"}}) {
    const loading all{file, {{"THE_KEY", value}}};
    ASSERT_FALSE(all.loaded()) << expected;
    EXPECT_THAT(all.problems(), ElementsAre(HasSubstr(expected)));
    EXPECT_THAT(all.problems(), ElementsAre(Not(HasSubstr(almost)))) << expected;
    EXPECT_THAT(all.problems(), ElementsAre(Not(HasSubstr(hex_key)))) << expected;
  }
}

}  // namespace
}  // namespace aurawell::config
