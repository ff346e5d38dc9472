#include "net/tls/tls_context.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/tls/certificate_folder.hpp"

namespace aurawell::net {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class tls_context_test : public ::testing::Test {
 protected:
  std::string fault(const certificate_files& files) const {
    const auto made = tls_context::make(files);
    return made ? "" : made.failure().detail;
  }

  certificate_folder folder;
};

TEST_F(tls_context_test, knows_when_its_certificate_is_valid) {
  folder.put(folder.authority.issue("DNS:localhost", {-2, 5}));
  const auto made = tls_context::make(folder.files());
  ASSERT_TRUE(made);
  const auto now = std::chrono::system_clock::now();
  EXPECT_TRUE((*made)->is_valid_at(now));
  EXPECT_FALSE((*made)->is_valid_at(now - std::chrono::days{3}));
  EXPECT_FALSE((*made)->is_valid_at(now + std::chrono::days{6}));
}

TEST_F(tls_context_test, reads_the_authorities_behind_the_certificate) {
  const auto issued = folder.authority.issue("DNS:localhost");
  folder.put({issued.certificate_pem + folder.authority.pem(), issued.private_key_pem});
  const auto made = tls_context::make(folder.files());
  ASSERT_TRUE(made);
  STACK_OF(X509)* chain = nullptr;
  SSL_CTX_get0_chain_certs((*made)->handle(), &chain);
  EXPECT_EQ(sk_X509_num(chain), 1);
}

TEST_F(tls_context_test, names_the_file_that_is_wrong) {
  const auto issued = folder.authority.issue("DNS:localhost");
  auto files = folder.files();
  files.private_key = folder.path("none.pem");
  EXPECT_THAT(fault(files), HasSubstr("none.pem"));

  folder.put({"no certificate", issued.private_key_pem});
  EXPECT_THAT(fault(folder.files()), AllOf(HasSubstr("cert.pem"), HasSubstr("no certificate")));

  folder.put({issued.certificate_pem, "no key"});
  EXPECT_THAT(fault(folder.files()), AllOf(HasSubstr("key.pem"), HasSubstr("no private key")));

  folder.put({folder.authority.issue("DNS:localhost").certificate_pem, issued.private_key_pem});
  EXPECT_THAT(fault(folder.files()), AllOf(HasSubstr("key.pem"), HasSubstr("not the key of")));

  folder.put(issued);
  folder.write("ca.pem", "nobody");
  files = folder.files();
  files.client_ca = folder.path("ca.pem");
  EXPECT_THAT(fault(files), AllOf(HasSubstr("ca.pem"), HasSubstr("authority")));
}

TEST_F(tls_context_test, refuses_files_that_are_half_written) {
  const auto issued = folder.authority.issue("DNS:localhost");
  const auto chain = issued.certificate_pem + folder.authority.pem();
  for (const auto size : {chain.size() / 4, chain.size() - 40, std::size_t{0}}) {
    folder.put({chain.substr(0, size), issued.private_key_pem});
    EXPECT_NE(fault(folder.files()), "") << size;
  }
  for (const auto size : {issued.private_key_pem.size() / 2, issued.private_key_pem.size() - 20}) {
    folder.put({chain, issued.private_key_pem.substr(0, size)});
    EXPECT_NE(fault(folder.files()), "") << size;
  }
}

}  // namespace
}  // namespace aurawell::net
