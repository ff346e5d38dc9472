// Files of the web client, served by the real program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tests/integration/program_settings.hpp"
#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/mock_llm/inflated.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const header_list takes_gzip{{"Accept-Encoding", "gzip, deflate, br"}};

class static_file_serving : public ::testing::Test {
 protected:
  static_file_serving() : program{with_settings({})}, port{program.port()} {}

  /// The address by which the page names the file.
  std::string address_of(const std::string& name) const {
    std::smatch found;
    const auto page = http_get(port, "/").body;
    const std::regex attribute{"\"([^\"]*" + name + ")\""};
    EXPECT_TRUE(std::regex_search(page, found, attribute)) << name;
    return found.empty() ? "/" : "/" + found[1].str();
  }

  running_program program;
  std::uint16_t port;
};

TEST_F(static_file_serving, compresses_once_with_a_tag_of_its_own) {
  const auto plain = http_get(port, "/page.css");
  const auto small = http_get(port, "/page.css", takes_gzip);
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(small.header("Content-Encoding"), "gzip");
  EXPECT_EQ(small.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
  EXPECT_LT(small.body.size(), plain.body.size() / 2);
  const auto content = mock::inflated(small.body);
  EXPECT_TRUE(content.complete);
  EXPECT_EQ(content.text, plain.body);
  EXPECT_NE(small.header("ETag"), plain.header("ETag"));
  for (const auto& [known, headers] :
       {std::pair{small, takes_gzip}, std::pair{plain, header_list{}}}) {
    auto asking_again = headers;
    asking_again.emplace_back("If-None-Match", known.header("ETag"));
    const auto spared = http_get(port, "/page.css", asking_again);
    EXPECT_EQ(spared.status, 304);
    EXPECT_EQ(spared.header("ETag"), known.header("ETag"));
    const auto head = http_send(port, {"HEAD", "/page.css", headers});
    EXPECT_EQ(head.header("Content-Length"), std::to_string(known.body.size()));
    EXPECT_TRUE(head.body.empty());
  }
}

TEST_F(static_file_serving, lets_browsers_keep_what_the_page_names) {
  const auto page = http_get(port, "/");
  EXPECT_EQ(page.header("Cache-Control"), "no-cache");
  const auto address = address_of("start.js");
  const auto script = http_get(port, address);
  EXPECT_EQ(script.status, 200) << address;
  EXPECT_THAT(script.header("Cache-Control"), HasSubstr("immutable"));
  EXPECT_EQ(script.body, http_get(port, "/start.js").body);
  EXPECT_EQ(http_get(port, "/start.js").header("Cache-Control"), "no-cache");
  // A module imports others from its folder.
  const auto beside = address.substr(0, address.rfind('/'));
  EXPECT_THAT(http_get(port, beside + "/page.css").header("Cache-Control"), HasSubstr("immutable"));
  EXPECT_THAT(http_get(port, beside + "/client/link.js").header("Content-Type"),
              StartsWith("text/javascript"));
}

}  // namespace
}  // namespace aurawell
