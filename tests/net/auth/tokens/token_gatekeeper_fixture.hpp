#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/signature_key.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "tests/support/private_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {

inline const user_id ann{"ann"};
inline const user_id bob{"bob"};
inline const wall_time noon{std::chrono::seconds{1'800'000'000}};
/// The verdict over a token that is admitted.
inline constexpr auto good = ec::internal;

inline std::string secret() {
  return std::string(32, 's');
}

inline std::string claims_of(std::string_view user, std::string_view more = "") {
  return R"({"sub":")" + std::string{user} +
         R"(","iss":"aurawell","aud":"aurawell","exp":1800003600)" + std::string{more} + "}";
}

/// A token with a given header.
inline std::string token_with(std::string_view header, const signature_key& key,
                              std::string_view claims) {
  const auto text = base64url_encode(header) + "." + base64url_encode(claims);
  return text + "." + base64url_encode(key.sign(text));
}

class gatekeeping : public ::testing::Test {
 protected:
  token_gatekeeper& gate(token_gatekeeper::mode chosen = token_gatekeeper::mode::tokens) {
    if (!gate_) {
      auto made = token_gatekeeper::make(chosen, options, noon);
      EXPECT_TRUE(made) << made.failure().detail;
      gate_ = std::move(made).value();
    }
    return *gate_;
  }
  ec verdict(std::string_view token, wall_time now = noon) {
    const auto admitted = gate().authenticate(token, ann, now);
    return admitted ? good : admitted.failure().code;
  }
  std::string why(std::string_view token) {
    const auto admitted = gate().authenticate(token, ann, noon);
    return admitted ? "admitted" : admitted.failure().detail;
  }
  std::string file(const char* name, const std::string& content) {
    const auto path = folder / name;
    test_support::write_private_file(path, content);
    return path;
  }
  std::string jwks(const std::string& keys) {
    return file("jwks.json", R"({"keys":[)" + keys + "]}");
  }
  signature_key key() const { return *signature_key::from_secret(secret()); }

  test_support::temp_folder folder;
  token_options options;

 private:
  std::unique_ptr<token_gatekeeper> gate_;
};

class gatekeeping_by_secret : public gatekeeping {
 protected:
  gatekeeping_by_secret() { options.secret = secret(); }
  std::string issued(const user_id& user = ann) { return gate().issue(user, noon)->text; }
};

}  // namespace aurawell::net
