#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace aurawell::net {

struct test_certificate {
  std::string certificate_pem;
  std::string private_key_pem;
};

/// When a certificate is valid, in days from now.
struct validity {
  long from = -1;
  long until = 30;
};

/// Signs certificates for servers of one test.
class test_authority {
 public:
  explicit test_authority(const std::string& name);

  /// The certificate that clients must trust.
  std::string pem() const;

  /// `alternative_name` as OpenSSL writes it: "DNS:model.test" or "IP:127.0.0.1".
  test_certificate issue(const std::string& alternative_name, validity valid = {}) const;

 private:
  struct release {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
  };
  using key = std::unique_ptr<EVP_PKEY, release>;
  using certificate = std::unique_ptr<X509, release>;

  /// Signed by this authority; self-signed while there is none.
  certificate make(const std::string& name, EVP_PKEY* subject, validity valid) const;
  void extend(X509* made, int kind, const std::string& value) const;

  key key_;
  certificate certificate_;
};

}  // namespace aurawell::net
