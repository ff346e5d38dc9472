#include "tests/net/llm/test_authority.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdlib>

namespace aurawell::net {
namespace {

/// Aborts when OpenSSL fails, because no test can continue.
void must(bool worked) {
  if (!worked) {
    std::abort();
  }
}

template <class Write>
std::string pem_of(Write write) {
  auto* memory = BIO_new(BIO_s_mem());
  must(write(memory) == 1);
  char* bytes = nullptr;
  const auto size = BIO_get_mem_data(memory, &bytes);
  std::string text(bytes, static_cast<std::size_t>(size));
  BIO_free(memory);
  return text;
}

std::string pem_of(X509* certificate) {
  return pem_of([=](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

long next_serial() {
  static std::atomic<long> last{0};
  return ++last;
}

}  // namespace

test_authority::test_authority(const std::string& name)
    : key_{EVP_EC_gen("P-256")}, certificate_{make(name, key_.get(), {})} {
  extend(certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
  extend(certificate_.get(), NID_key_usage, "critical,keyCertSign");
  must(X509_sign(certificate_.get(), key_.get(), EVP_sha256()) > 0);
}

std::string test_authority::pem() const {
  return pem_of(certificate_.get());
}

test_certificate test_authority::issue(const std::string& alternative_name, validity valid) const {
  const key subject{EVP_EC_gen("P-256")};
  const auto made = make("a test's server", subject.get(), valid);
  extend(made.get(), NID_subject_alt_name, alternative_name);
  must(X509_sign(made.get(), key_.get(), EVP_sha256()) > 0);
  const auto private_key = pem_of([&](BIO* out) {
    return PEM_write_bio_PrivateKey(out, subject.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  return {pem_of(made.get()), private_key};
}

test_authority::certificate test_authority::make(const std::string& name, EVP_PKEY* subject,
                                                 validity valid) const {
  constexpr long day = 24 * 60 * 60;
  certificate made{X509_new()};
  must(made && X509_set_version(made.get(), 2) == 1);
  must(ASN1_INTEGER_set(X509_get_serialNumber(made.get()), next_serial()) == 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), valid.from * day);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), valid.until * day);
  must(X509_set_pubkey(made.get(), subject) == 1);
  auto* subject_name = X509_get_subject_name(made.get());
  must(X509_NAME_add_entry_by_txt(subject_name, "CN", MBSTRING_ASC,
                                  reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1,
                                  0) == 1);
  const auto* issuer = certificate_ ? X509_get_subject_name(certificate_.get()) : subject_name;
  must(X509_set_issuer_name(made.get(), issuer) == 1);
  return made;
}

void test_authority::extend(X509* made, int kind, const std::string& value) const {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate_.get(), made, nullptr, nullptr, 0);
  auto* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  must(extension != nullptr && X509_add_ext(made, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

}  // namespace aurawell::net
