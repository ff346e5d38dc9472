#include "config/loading/section_rules.hpp"

namespace aurawell::config {
namespace {

void check_pair(const std::string& section, const std::string& certificate, const std::string& key,
                std::vector<setting_fault>& found) {
  const auto certificate_key = section + ".tls.certificate_file";
  const auto private_key = section + ".tls.private_key_file";
  if (certificate.empty() && !key.empty()) {
    found.push_back({private_key, "is no use without " + certificate_key});
  } else if (key.empty() && !certificate.empty()) {
    found.push_back({certificate_key, "needs " + private_key + ", the key of the certificate"});
  }
}

}  // namespace

std::vector<setting_fault> find_tls_faults(const settings& in) {
  std::vector<setting_fault> found;
  const auto& server = in.server;
  const auto& admin = in.admin;
  check_pair("server", server.tls_certificate_file, server.tls_private_key_file, found);
  check_pair("admin", admin.tls_certificate_file, admin.tls_private_key_file, found);
  if (!admin.tls_client_ca_file.empty() && admin.tls_certificate_file.empty()) {
    found.push_back({"admin.tls.client_ca_file",
                     "nobody can show a certificate without TLS; set admin.tls.certificate_file"});
  }
  const auto redirect = server.tls_redirect_port;
  if (redirect != 0 && server.tls_certificate_file.empty()) {
    found.push_back({"server.tls.redirect_port",
                     "leads to TLS, which is off; set server.tls.certificate_file"});
  } else if (redirect != 0 &&
             (redirect == server.port || (admin.enabled && redirect == admin.port))) {
    found.push_back({"server.tls.redirect_port",
                     "is the port of another listener too; each needs a port of its own"});
  }
  return found;
}

}  // namespace aurawell::config
