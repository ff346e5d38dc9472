#include "net/auth/tokens/signature_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/auth/tokens/base64url.hpp"
#include "tests/net/auth/tokens/made_key.hpp"

namespace aurawell::net {
namespace {

using ::testing::HasSubstr;

std::string bytes(std::string_view text) {
  return base64url_decode(text).value();
}

constexpr std::string_view joe =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlf"
    "Q";

TEST(signature_key, verifies_the_hs256_example_of_rfc_7515) {
  const auto key = signature_key::from_secret(bytes(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"));
  const auto text = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + std::string{joe};
  EXPECT_TRUE(key->verifies(text, bytes("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")));
  EXPECT_EQ(base64url_encode(key->sign(text)), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
}

TEST(signature_key, verifies_the_rs256_example_of_rfc_7515) {
  const auto key = signature_key::from_rsa(
      bytes("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1"
            "Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
            "bSf63kpaSHSX"
            "ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_"
            "I5Ihl"
            "JH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
      bytes("AQAB"));
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->verifies(
      "eyJhbGciOiJSUzI1NiJ9." + std::string{joe},
      bytes("cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
            "O8W2"
            "Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
            "nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQB"
            "MHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
            "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI"
            "2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw")));
}

TEST(signature_key, verifies_the_es256_example_of_rfc_7515) {
  const auto key = signature_key::from_p256(bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                            bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->verifies("eyJhbGciOiJFUzI1NiJ9." + std::string{joe},
                            bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-"
                                  "F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")));
}

TEST(signature_key, verifies_the_ed25519_example_of_rfc_8037) {
  const auto key =
      signature_key::from_ed25519(bytes("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
  ASSERT_TRUE(key);
  EXPECT_TRUE(key->verifies("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
                            bytes("hgyY0il_MGCjP0JzlnLWG1PPOt7-"
                                  "09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")));
}

TEST(signature_key, verifies_its_own_signature_and_nothing_else) {
  const auto secret = *signature_key::from_secret(std::string(32, 's'));
  const std::pair<signature_key, signature_key> pairs[] = {
      {secret, secret},
      {shared_rsa().signer(), shared_rsa().verifier()},
      {shared_p256().signer(), shared_p256().verifier()},
      {shared_ed25519().signer(), shared_ed25519().verifier()}};
  for (const auto& [signer, verifier] : pairs) {
    SCOPED_TRACE(to_string(signer.algorithm()));
    EXPECT_EQ(verifier.algorithm(), signer.algorithm());
    const auto signature = signer.sign("text");
    EXPECT_TRUE(verifier.verifies("text", signature));
    EXPECT_FALSE(verifier.verifies("texts", signature));
    EXPECT_FALSE(verifier.verifies("text", ""));
    EXPECT_FALSE(verifier.verifies("text", signature + '\0'));
    EXPECT_FALSE(verifier.verifies("text", std::string_view{signature}.substr(1)));
    EXPECT_FALSE(verifier.verifies("text", std::string(signature.size(), '\0')));
    for (std::size_t i = 0; i < signature.size(); ++i) {
      auto other = signature;
      other[i] = static_cast<char>(other[i] ^ 1);
      EXPECT_FALSE(verifier.verifies("text", other)) << i;
    }
  }
}

TEST(signature_key, signs_only_with_a_private_one) {
  EXPECT_TRUE(shared_p256().signer().can_sign());
  EXPECT_FALSE(shared_p256().verifier().can_sign());
}

TEST(signature_key, refuses_keys_that_are_too_weak_or_unknown) {
  const auto why = [](const result<signature_key>& key) {
    return key ? "taken" : key.failure().detail;
  };
  EXPECT_THAT(why(signature_key::from_secret(std::string(31, 's'))), HasSubstr("31 bytes"));
  EXPECT_THAT(why(signature_key::from_pem(made_key::rsa(1024).public_pem())), HasSubstr("2048"));
  EXPECT_THAT(why(signature_key::from_pem(made_key::curve("P-384").public_pem())),
              HasSubstr("P-256"));
  EXPECT_THAT(why(signature_key::from_pem("-----BEGIN PUBLIC KEY-----\nAAAA\n")),
              HasSubstr("no key"));
  EXPECT_THAT(why(signature_key::from_pem("")), HasSubstr("no key"));
  EXPECT_THAT(why(signature_key::from_rsa("", "")), HasSubstr("2048"));
  EXPECT_THAT(why(signature_key::from_p256(std::string(32, '\1'), std::string(32, '\1'))),
              HasSubstr("no key"))
      << "no point of the curve";
  EXPECT_THAT(why(signature_key::from_p256("x", "y")), HasSubstr("32 bytes"));
  EXPECT_THAT(why(signature_key::from_ed25519("short")), HasSubstr("no key"));
}

TEST(signature_key, draws_another_one_each_time) {
  const auto one = signature_key::random();
  EXPECT_TRUE(one.verifies("text", one.sign("text")));
  EXPECT_FALSE(one.verifies("text", signature_key::random().sign("text")));
}

}  // namespace
}  // namespace aurawell::net
