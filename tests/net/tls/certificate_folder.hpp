#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "net/tls/tls_context.hpp"
#include "tests/net/llm/test_authority.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::net {

/// The files of a listener's certificate, which a test may replace.
class certificate_folder {
 public:
  certificate_folder() { put(authority.issue("DNS:localhost")); }

  void put(const test_certificate& issued) const {
    write("cert.pem", issued.certificate_pem);
    write("key.pem", issued.private_key_pem);
  }

  /// As programs that renew certificates do: a new file takes the place of the old one.
  void write(const std::string& name, const std::string& content) const {
    std::ofstream{folder_ / "new"} << content;
    std::filesystem::permissions(folder_ / "new", std::filesystem::perms::owner_read);
    std::filesystem::rename(folder_ / "new", folder_ / name);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  certificate_files files() const { return {path("cert.pem"), path("key.pem"), {}}; }

  const test_authority authority{"a test's authority"};

 private:
  test_support::temp_folder folder_;
};

}  // namespace aurawell::net
