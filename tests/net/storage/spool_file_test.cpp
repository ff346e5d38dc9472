#include "net/storage/spool_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "tests/net/storage/records.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using test_support::answer;
using test_support::key_of;
using test_support::question;

/// Turns every byte over, behind a mark.
class turning_sealer final : public text_sealer {
 public:
  std::string seal(std::string_view text) const override { return "#" + turned(text); }
  result<std::string> open(std::string_view sealed) const override {
    if (!sealed.starts_with('#')) {
      return error{ec::bad_configuration, "not sealed with this key"};
    }
    return turned(sealed.substr(1));
  }

 private:
  static std::string turned(std::string_view text) {
    std::string bytes{text};
    std::transform(bytes.begin(), bytes.end(), bytes.begin(),
                   [](char byte) { return static_cast<char>(~byte); });
    return bytes;
  }
};

class spool_file_test : public ::testing::Test {
 protected:
  std::unique_ptr<spool_file> open(std::shared_ptr<const text_sealer> sealer = {}) {
    return spool_file::open(folder / "db.spool", 1'000'000, std::move(sealer)).value();
  }

  std::string bytes_of(std::string_view name) const {
    std::ifstream in{folder / name, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  test_support::temp_folder folder;
};

TEST_F(spool_file_test, gives_back_the_writes_in_order) {
  {
    auto spool = open();
    ASSERT_TRUE(
        spool->append(spool->encoded(question("r1", "a")) + spool->encoded(answer("r1", "b"))));
  }
  const auto left = open()->load();
  ASSERT_TRUE(left.has_value());
  ASSERT_EQ(left->size(), 2U);
  EXPECT_EQ(std::get<question_record>((*left)[0]).text, "a");
  EXPECT_EQ(*std::get<answer_record>((*left)[1]).summary.text, "b");
}

TEST_F(spool_file_test, writes_no_word_of_people_when_it_is_sealed) {
  const auto sealer = std::make_shared<const turning_sealer>();
  {
    auto spool = open(sealer);
    ASSERT_TRUE(spool->append(spool->encoded(question("r1", "my secret"))));
    ASSERT_TRUE(spool->set_aside(question("r2", "my secret")));
  }
  EXPECT_EQ(bytes_of("db.spool").find("secret"), std::string::npos);
  EXPECT_EQ(bytes_of("db.spool.rejected").find("secret"), std::string::npos);
  EXPECT_EQ(open(sealer)->load()->size(), 1U);
  EXPECT_FALSE(open()->load()) << "without the key it must not be taken for empty";
}

TEST_F(spool_file_test, refuses_an_unsealed_spool_when_there_is_a_key) {
  {
    auto spool = open();
    ASSERT_TRUE(spool->append(spool->encoded(question("r1", "a"))));
  }
  const auto left = open(std::make_shared<const turning_sealer>())->load();
  ASSERT_FALSE(left);
  EXPECT_EQ(left.failure().code, ec::bad_configuration);
}

TEST_F(spool_file_test, erases_a_person_from_what_was_set_aside) {
  auto spool = open();
  ASSERT_TRUE(spool->set_aside(question("r1", "of the first", key_of("u1"))));
  ASSERT_TRUE(spool->set_aside(question("r2", "of the second", key_of("u2"))));
  auto asked_by_first = question("r3", "asked by the first", key_of("u3"));
  asked_by_first.asked_by = {"u1"};
  ASSERT_TRUE(spool->set_aside(asked_by_first));
  ASSERT_TRUE(spool->erase_aside({"u1"}));
  const auto left = bytes_of("db.spool.rejected");
  EXPECT_EQ(left.find("first"), std::string::npos);
  EXPECT_NE(left.find("of the second"), std::string::npos);
}

TEST_F(spool_file_test, erases_nobody_where_nothing_was_set_aside) {
  EXPECT_TRUE(open()->erase_aside({"u1"}));
  EXPECT_FALSE(std::filesystem::exists(folder / "db.spool.rejected"));
}

TEST_F(spool_file_test, stands_beside_the_database_or_where_it_is_told) {
  store_options options;
  options.url = "sqlite:" + (folder / "my.db").string();
  options.spool_bytes = 65'536;
  EXPECT_TRUE(open_spool(options).value() != nullptr);
  EXPECT_TRUE(std::filesystem::exists(folder / "my.db.spool"));
  options.spool_dir = (folder / "elsewhere/deep").string();
  EXPECT_TRUE(open_spool(options).value() != nullptr);
  EXPECT_TRUE(std::filesystem::exists(folder / "elsewhere/deep/my.db.spool"));
  struct stat facts {};
  ASSERT_EQ(stat((folder / "elsewhere/deep").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0700U);
  options.url = "memory:";
  EXPECT_TRUE(open_spool(options).value() == nullptr);
}

}  // namespace
}  // namespace aurawell::net
