#include "net/auth/passwords/password_strength.hpp"

#include <gtest/gtest.h>

#include "net/server/rest_options.hpp"

namespace aurawell::net {
namespace {

const double enough = rest_options{}.password_bits;

double bits(std::string_view password) {
  return password_bits(password, {"ann", "ann@example.com"});
}

TEST(password_strength, is_too_little_in_what_everybody_tries_first) {
  for (const auto* common : {"password", "12345678", "qwertyuiop", "iloveyou2024", "P@ssw0rd",
                             "aaaaaaaaaaaa", "19900101", "Summer2024!", "woaini1314", "5201314520",
                             "ann@example.com", "annannann", "a123456789"}) {
    EXPECT_LT(bits(common), enough) << common;
  }
}

TEST(password_strength, is_enough_in_what_nobody_guesses) {
  for (const auto* good : {"four words in a row", "correct horse battery staple", "plum tractor",
                           "nutmeg7kelp", "我的猫喜欢爬树", "j4Kq-92xW"}) {
    EXPECT_GE(bits(good), enough) << good;
  }
}

TEST(password_strength, stands_any_bytes) {
  for (const auto& odd :
       {std::string{}, std::string(1, '\0'), std::string("a\0bcdefgh", 9), std::string(128, '\xff'),
        std::string(64, '\x80'), std::string(100'000, 'a'), std::string{"\n\r\t\x01\x7f"}}) {
    EXPECT_GE(password_bits(odd, {odd, std::string(100'000, 'x')}), 0) << odd.size();
  }
  for (int c = 0; c < 256; ++c) {
    for (const std::size_t length : {8U, 64U}) {
      EXPECT_GE(bits(std::string(length, static_cast<char>(c))), 0) << c;
    }
  }
}

TEST(password_strength, of_a_long_password_is_that_of_its_beginning_at_least) {
  EXPECT_GE(bits("four words in a row " + std::string(100'000, 'a')), enough);
}

}  // namespace
}  // namespace aurawell::net
