#include "net/storage/database/value_seal.hpp"

#include <gmock/gmock.h>

#include "net/storage/database/sqlite_connection.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;
using testing::Not;

encryption_key key_of(unsigned char byte) {
  encryption_key key;
  key.bytes.fill(byte);
  return key;
}

class value_seal_row : public testing::Test {
 protected:
  /// Opens the value as if it had been read from a row.
  result<std::string> open(const value_seal& seal, const stored_value& value,
                           const value_place& place) {
    const auto echo = connection_.prepare("SELECT ?1").value();
    sql_run run{echo, value};
    EXPECT_TRUE(*run.step());
    return seal.open(run, 0, place);
  }

  sqlite_connection connection_ = sqlite_connection::open(":memory:", {}).value();
};

const value_place here{"members.name", "u1", "m1"};

TEST_F(value_seal_row, what_was_sealed_comes_back) {
  const value_seal seal{{key_of(1)}};
  const std::string text{"阿明\0 and more", 15};
  const auto sealed = seal.seal(text, here);
  EXPECT_TRUE(sealed.is_sealed);
  EXPECT_THAT(sealed.bytes, Not(HasSubstr("more")));
  EXPECT_EQ(*open(seal, sealed, here), text);
  EXPECT_NE(seal.seal(text, here).bytes, sealed.bytes) << "the same nonce twice";
}

TEST_F(value_seal_row, without_a_key_texts_stay) {
  const value_seal open_seal;
  EXPECT_EQ(open_seal.seal("text", here).bytes, "text");
  EXPECT_EQ(*open(value_seal{{key_of(1)}}, open_seal.seal("text", here), here), "text");
  EXPECT_FALSE(value_seal{{key_of(1)}}.seal("", here).is_sealed);
}

TEST_F(value_seal_row, opens_in_its_place_only) {
  const value_seal seal{{key_of(1)}};
  const auto sealed = seal.seal("text", here);
  for (const auto& elsewhere :
       {value_place{"members.name", "u1", "m2"}, value_place{"members.name", "u1m", "1"},
        value_place{"members.relation", "u1", "m1"}, value_place{"members.name", "u1m1"}}) {
    const auto opened = open(seal, sealed, elsewhere);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.failure().code, ec::database_failed);
    EXPECT_THAT(opened.failure().detail, HasSubstr("was changed or belongs elsewhere"));
  }
}

TEST_F(value_seal_row, a_changed_value_does_not_open) {
  const value_seal seal{{key_of(1)}};
  const auto sealed = seal.seal("text", here);
  for (std::size_t i = 0; i < sealed.bytes.size(); ++i) {
    auto changed = sealed;
    changed.bytes[i] = static_cast<char>(changed.bytes[i] ^ 1);
    EXPECT_FALSE(open(seal, changed, here)) << i;
    EXPECT_FALSE(open(seal, {sealed.bytes.substr(0, i), true}, here)) << i;
  }
}

TEST_F(value_seal_row, older_keys_open_and_the_newest_seals) {
  const auto sealed = value_seal{{key_of(1)}}.seal("text", here);
  const value_seal both{{key_of(2), key_of(1)}};
  EXPECT_EQ(*open(both, sealed, here), "text");
  EXPECT_EQ(key_of_sealed(both.seal("text", here).bytes), both.newest_key());
  const auto refused = open(value_seal{{key_of(2)}}, sealed, here);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.failure().detail, HasSubstr(hex_of(key_of_sealed(sealed.bytes))));
  EXPECT_THAT(refused.failure().detail, HasSubstr("not given"));
}

TEST(value_seal, finds_a_text_by_every_key_and_in_the_open) {
  const auto before = value_seal{{key_of(1)}}.indexes("a@b.c");
  const auto after = value_seal{{key_of(2), key_of(1)}}.indexes("a@b.c");
  ASSERT_EQ(before.size(), 2U);
  ASSERT_EQ(after.size(), 3U);
  EXPECT_EQ(after[1].bytes, before[0].bytes);
  EXPECT_NE(after[0].bytes, before[0].bytes);
  EXPECT_EQ(after[2].bytes, "a@b.c");
  EXPECT_NE(value_seal{{key_of(1)}}.indexes("a@b.d")[0].bytes, before[0].bytes);
}

TEST(encryption_key, is_read_in_either_spelling) {
  const std::string hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
  const auto keys = read_encryption_keys(hex +
                                         ",\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= \r\n"
                                         "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8,,");
  ASSERT_TRUE(keys);
  ASSERT_EQ(keys->size(), 3U);
  EXPECT_EQ((*keys)[0], (*keys)[1]);
  EXPECT_EQ((*keys)[0], (*keys)[2]);
  EXPECT_EQ((*keys)[0].bytes[31], 31);
}

TEST(encryption_key, says_which_one_is_none_without_repeating_it) {
  const std::string good(64, 'a');
  for (const auto* bad : {"hunter2", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
                          "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\xC3\xA9\x38=",
                          "g00102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F"}) {
    const auto keys = read_encryption_keys(good + "," + bad);
    ASSERT_FALSE(keys) << bad;
    EXPECT_THAT(keys.failure().detail, HasSubstr("key 2 is not 32 bytes"));
    EXPECT_THAT(keys.failure().detail, HasSubstr("openssl rand -hex 32"));
    EXPECT_THAT(keys.failure().detail, Not(HasSubstr(bad)));
  }
  EXPECT_TRUE(read_encryption_keys(" \n")->empty());
}

}  // namespace
}  // namespace aurawell::net
