#include "net/auth/tokens/compact_jws.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/auth/tokens/base64url.hpp"
#include "tests/support/odd_numbers.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

std::string with_header(std::string_view header) {
  return base64url_encode(header) + "." + base64url_encode("{}") + "." + base64url_encode("sig");
}

std::string refusal(std::string_view text) {
  const auto read = read_jws(text);
  if (read) {
    return "taken";
  }
  EXPECT_EQ(read.failure().code, ec::token_invalid);
  return read.failure().detail;
}

TEST(compact_jws, is_taken_apart) {
  const auto text = with_header(R"({"alg":"ES256","kid":"k-1","typ":"JWT"})");
  const auto read = read_jws(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->algorithm, signature_algorithm::es256);
  EXPECT_EQ(read->key_id, "k-1");
  EXPECT_EQ(read->payload, "{}");
  EXPECT_EQ(read->signature, "sig");
  EXPECT_EQ(std::string{read->signed_text} + "." + base64url_encode("sig"), text);
}

TEST(compact_jws, is_written_as_it_is_read) {
  const auto key = signature_key::random();
  const auto text = write_jws(key, R"({"sub":"ann"})");
  const auto read = read_jws(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->payload, R"({"sub":"ann"})");
  EXPECT_TRUE(key.verifies(read->signed_text, read->signature));
}

TEST(compact_jws, has_an_algorithm_that_is_known_here) {
  for (const auto* header :
       {R"({"alg":"none"})", R"({"alg":"None"})", R"({"alg":"NONE"})", R"({"alg":""})",
        R"({"alg":"HS512"})", R"({"alg":"hs256"})", R"({"alg":"PS256"})", R"({"alg":256})",
        R"({"alg":["HS256"]})", R"({"alg":null})", R"({"kid":"k"})", "{}"}) {
    EXPECT_THAT(refusal(with_header(header)), HasSubstr("algorithm")) << header;
  }
}

TEST(compact_jws, asks_for_no_extension) {
  EXPECT_THAT(refusal(with_header(R"({"alg":"HS256","crit":["b64"],"b64":false})")),
              HasSubstr("extension"));
}

TEST(compact_jws, has_a_header_that_can_be_read_in_one_way) {
  for (const auto* header :
       {"", "x", "[]", "null", R"("HS256")", R"({"alg":"HS256","alg":"none"})",
        R"({"alg":"HS256"}x)", "{\"alg\":\"HS256\",\"a\":\"\xff\"}", R"({"alg":"HS256",)",
        R"({"alg":"HS256","a":[[[[[[[[[[1]]]]]]]]]]})"}) {
    EXPECT_THAT(refusal(with_header(header)), HasSubstr("header")) << header;
  }
  EXPECT_THAT(refusal(with_header(R"({"alg":"HS256","kid":7})")), HasSubstr("kid"));
  EXPECT_THAT(refusal(with_header(R"({"alg":"HS256","kid":")" + std::string(257, 'k') + "\"}")),
              HasSubstr("kid"));
}

TEST(compact_jws, survives_odd_numbers_in_its_header) {
  for (const auto& [number, fits] : test_support::odd_numbers()) {
    const auto text = with_header(R"({"alg":"HS256","x":)" + number + "}");
    EXPECT_EQ(static_cast<bool>(read_jws(text)), fits) << number;
  }
}

TEST(compact_jws, has_three_parts_in_base64url) {
  const auto good = with_header(R"({"alg":"HS256"})");
  ASSERT_TRUE(read_jws(good));
  for (const auto& text : {std::string{}, std::string{"."}, std::string{".."}, std::string{"a.b"},
                           good + ".", good + "=", "." + good, good + ".x.y", " " + good,
                           good + "\n", std::string{good}.replace(3, 1, "+")}) {
    EXPECT_NE(refusal(text), "taken") << text;
  }
}

TEST(compact_jws, is_no_longer_than_8_kib) {
  const auto head = base64url_encode(R"({"alg":"HS256"})") + ".";
  EXPECT_TRUE(read_jws(head + std::string(longest_token - head.size() - 5, 'A') + ".AAAA"));
  EXPECT_THAT(refusal(std::string(longest_token + 1, 'A')), HasSubstr("8 KiB"));
  EXPECT_THAT(refusal(std::string(50'000'000, '.')), HasSubstr("8 KiB"));
}

}  // namespace
}  // namespace aurawell::net
