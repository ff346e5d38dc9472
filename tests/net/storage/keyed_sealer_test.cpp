#include "net/storage/keyed_sealer.hpp"

#include <gtest/gtest.h>

#include "net/storage/spool_file.hpp"
#include "tests/net/storage/file_scan.hpp"
#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

encryption_key key_of_byte(char byte) {
  encryption_key key;
  key.bytes.fill(static_cast<unsigned char>(byte));
  return key;
}

TEST(keyed_sealer, opens_what_it_sealed_and_shows_nothing_of_it) {
  const keyed_sealer sealer{{key_of_byte('a')}};
  const auto sealed = sealer.seal("so tired lately");
  EXPECT_EQ(sealed.find("tired"), std::string::npos);
  EXPECT_NE(sealed, sealer.seal("so tired lately"));
  EXPECT_EQ(*sealer.open(sealed), "so tired lately");
}

TEST(keyed_sealer, opens_what_an_older_key_sealed) {
  const auto sealed = keyed_sealer{{key_of_byte('a')}}.seal("so tired lately");
  EXPECT_EQ(*(keyed_sealer{{key_of_byte('b'), key_of_byte('a')}}.open(sealed)), "so tired lately");
  EXPECT_FALSE(keyed_sealer{{key_of_byte('b')}}.open(sealed));
}

TEST(keyed_sealer, notices_every_changed_byte) {
  const keyed_sealer sealer{{key_of_byte('a')}};
  const auto sealed = sealer.seal("so tired lately");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(sealer.open(changed)) << i;
  }
}

TEST(keyed_sealer, keeps_the_spool_of_a_sealed_database_unreadable) {
  const test_support::temp_folder folder;
  store_options options;
  options.url = "sqlite:" + std::string{folder / "a.db"};
  options.encryption_keys = {key_of_byte('a')};
  {
    const auto spool = open_spool(options).value();
    ASSERT_TRUE(spool->append(spool->encoded(test_support::question("r1", "so tired lately"))));
  }
  EXPECT_TRUE(test_support::files_with(folder / "", "tired").empty());
  EXPECT_EQ(open_spool(options).value()->load()->size(), 1U);
}

}  // namespace
}  // namespace aurawell::net
