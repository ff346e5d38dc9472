#include "net/trace/otlp/collector_headers.hpp"

#include <gmock/gmock.h>

#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class collector_header_file : public ::testing::Test {
 protected:
  result<std::vector<std::string>> read(std::string_view content) {
    test_support::write_private_file(path_, content);
    return read_collector_headers(path_);
  }

  const test_support::temp_folder folder_;
  const std::string path_ = folder_ / "headers";
};

TEST_F(collector_header_file, has_one_header_in_each_line) {
  EXPECT_THAT(*read("Authorization: Bearer a b\r\n\nX-Tenant: me\n"),
              ElementsAre("Authorization: Bearer a b", "X-Tenant: me"));
  EXPECT_THAT(*read("X-Tenant: me"), ElementsAre("X-Tenant: me"));
  EXPECT_THAT(*read(""), ElementsAre());
}

TEST_F(collector_header_file, is_refused_without_a_word_of_its_content) {
  for (const std::string bad :
       {"s3cret", "s3cret:x", ": s3cret", "X-Key: ", "X Key: s3cret", "X-Key: s3cr\xc3\xa9t",
        "X-Key: s3cret\rX-Other: 1\n", "X-Key: s3cret\x01"}) {
    const auto outcome = read(bad);
    ASSERT_FALSE(outcome) << bad;
    EXPECT_EQ(outcome.failure().code, ec::bad_configuration);
    EXPECT_THAT(outcome.failure().detail, HasSubstr("Name: value"));
    EXPECT_THAT(outcome.failure().detail, Not(HasSubstr("s3cr")));
  }
}

TEST_F(collector_header_file, has_a_limit) {
  std::string lines;
  for (std::size_t i = 0; i < most_collector_headers; ++i) {
    lines += "X-Key: v\n";
  }
  EXPECT_EQ(read(lines)->size(), most_collector_headers);
  EXPECT_FALSE(read(lines + "X-Key: v\n"));
  const auto longest = "X: " + std::string(most_collector_header_bytes - 3, 'v');
  EXPECT_TRUE(read(longest));
  EXPECT_FALSE(read(longest + "v"));
}

TEST_F(collector_header_file, must_exist_and_must_be_for_its_owner_only) {
  EXPECT_FALSE(read_collector_headers(folder_ / "nothing"));
  ASSERT_TRUE(read("X-Key: v\n"));
  std::filesystem::permissions(path_, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_FALSE(read_collector_headers(path_));
}

}  // namespace
}  // namespace aurawell::net
