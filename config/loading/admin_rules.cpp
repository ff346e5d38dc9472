#include "config/loading/section_rules.hpp"
#include "config/loading/text_rules.hpp"
#include "config/settings/value_text.hpp"
#include "net/address/authority.hpp"
#include "net/admin/admin_token.hpp"

namespace aurawell::config {

std::vector<setting_fault> find_admin_faults(const net::admin_options& in) {
  std::vector<setting_fault> found;
  const bool knows_operators = !in.token_file.empty() || !in.tls_client_ca_file.empty();
  if (in.host.empty() || !is_visible_ascii(in.host)) {
    found.push_back({"admin.host", "must be an address such as \"127.0.0.1\""});
  } else if (!knows_operators && !in.allow_anywhere && !net::is_loopback(in.host)) {
    found.push_back(
        {"admin.host",
         quote(in.host) +
             " can be reached from elsewhere and nobody is asked who they are there; listen on "
             "127.0.0.1, set admin.token_file to a file with a token, or set "
             "admin.allow_anywhere = true if everybody who reaches it may read the numbers"});
  }
  if (!in.token_file.empty()) {
    if (const auto token = net::read_admin_token(in.token_file); !token) {
      found.push_back({"admin.token_file", token.failure().detail});
    }
  }
  return found;
}

}  // namespace aurawell::config
