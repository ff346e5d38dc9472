#include "net/auth/tokens/base64url.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(base64url, writes_and_reads_what_the_standard_says) {
  const std::pair<std::string, std::string> known[] = {
      {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
      {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};
  for (const auto& [bytes, text] : known) {
    EXPECT_EQ(base64url_encode(bytes), text);
    EXPECT_EQ(base64url_decode(text), bytes);
  }
}

TEST(base64url, takes_no_second_way_to_write_the_same) {
  for (const auto* text :
       {"Zg==", "Zh", "Zm9", "Zm9v\n", " Zm9v", "Zm+v", "Zm/v", "Z", "Zm9vY", "Zm\xffv"}) {
    EXPECT_FALSE(base64url_decode(text)) << text;
  }
}

}  // namespace
}  // namespace aurawell::net
