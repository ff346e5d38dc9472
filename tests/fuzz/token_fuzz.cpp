// A token: the input itself, and a header and claims from the input (the first line and the rest),
// signed by a known key, by a wrong kind of key, or not signed.
#include <memory>
#include <string>
#include <utility>

#include "net/auth/tokens/base64url.hpp"
#include "net/auth/tokens/compact_jws.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/memory_file.hpp"

namespace aurawell::fuzz {
namespace {

using net::signature_key;

const wall_time noon{std::chrono::seconds{1'800'000'000}};

/// A public key, which is not secret.
constexpr const char* rsa_pem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzO5nH/5Qo9QVf8Mx2XoZ\n"
    "vupBH69AiTu+7j6OVZm3IJpuHJUINoWB+wCUC8HGATJTANqBbACdhTSJ10QYasmq\n"
    "tKVC8CyX495WvMGiWb3SEY5kdBi0q0VBzZEhsIOADtqI8chLDzdPotN6BNRIRC3H\n"
    "k8ePDrMpR4QZIsLEBxFuWVSbh7INWfxwk3WEbM9v92WKuPjzovSDwqUxF69Y3Hpd\n"
    "oKbd8nyofPRepSAtE/BMRYCKedVdxKhNbNk9XX9BKJC4n30GLXKxNihXLcOn3EPz\n"
    "APm2AtRSTA/Nk0T0l81M3LIMr/Z2GyY2ha4ELp8nkUS5KUNt0xbBKnyWq2mAIW+3\n"
    "zQIDAQAB\n"
    "-----END PUBLIC KEY-----\n";

constexpr const char* secret = "a secret of this test, 32 bytes or more";

const signature_key& known_key() {
  static const signature_key key = *signature_key::from_secret(secret);
  return key;
}

std::unique_ptr<net::token_gatekeeper> make_gate() {
  const memory_file pem{rsa_pem};
  net::token_options options;
  options.secret = secret;
  options.key_file = pem.path();
  auto made = net::token_gatekeeper::make(net::token_gatekeeper::mode::tokens, options, noon);
  must(made.has_value(), "the keys of this test are good");
  return std::move(made).value();
}

const net::token_gatekeeper& gate() {
  static const auto made = make_gate();
  return *made;
}

/// Checks every token; returns true when it was accepted.
bool is_admitted(const std::string& token) {
  const auto admitted = gate().authenticate(token, {}, noon);
  if (!admitted) {
    must(!admitted.failure().detail.empty() && is_utf8(admitted.failure().detail),
         "a refusal is told");
    return false;
  }
  const auto read = net::read_jws(token);
  must(read.has_value() && read->algorithm == net::signature_algorithm::hs256 &&
           known_key().verifies(read->signed_text, read->signature),
       "who is let in has a token of the known key");
  must(is_entity_name(admitted->user.value), "who is let in has a right name");
  must(admitted->expires_at && *admitted->expires_at > noon, "who is let in has time left");
  return true;
}

std::string signed_by(const signature_key& key, const std::string& text) {
  return text + "." + net::base64url_encode(key.sign(text));
}

void check_claims(std::string_view json) {
  auto claims = net::read_claims(json);
  if (!claims) {
    return;
  }
  // Own tokens have at most one audience, and no claim of this name.
  claims->audience.resize(std::min<std::size_t>(claims->audience.size(), 1));
  const auto written = net::write_claims(*claims);
  const auto again = net::read_claims(written);
  must(again.has_value() && net::write_claims(*again) == written,
       "claims that are read again are the same");
}

}  // namespace

void run(std::string_view input) {
  is_admitted(std::string{input});

  auto claims = input;
  const auto header = take_line(claims);
  const auto text = net::base64url_encode(header) + "." + net::base64url_encode(claims);
  is_admitted(signed_by(known_key(), text));
  // An attacker could use the public key as a secret.
  static const signature_key public_as_secret = *signature_key::from_secret(rsa_pem);
  must(!is_admitted(signed_by(public_as_secret, text)), "a public key is no secret");
  must(!is_admitted(text + "."), "a token without a signature is none");
  check_claims(claims);
}

}  // namespace aurawell::fuzz
