#include "config/loading/section_rules.hpp"

#include "config/loading/address_quote.hpp"
#include "config/loading/suggestion.hpp"
#include "config/loading/text_rules.hpp"
#include "config/settings/value_text.hpp"
#include "net/address/authority.hpp"
#include "net/address/loopback.hpp"
#include "net/llm/refusal/request_members.hpp"

namespace aurawell::config {

std::vector<std::string> find_omit_faults(const std::vector<std::string>& names) {
  const std::vector<std::string> known{net::request_member_names.begin(),
                                       net::request_member_names.end()};
  std::vector<std::string> faults;
  for (const auto& name : names) {
    if (!net::member_named(name)) {
      faults.push_back(quote(name) + " is no member of a request that can be left out" +
                       did_you_mean(name, known));
    }
  }
  return faults;
}

std::optional<std::string> find_transport_fault(std::string_view base_url, bool allow_unencrypted) {
  if (allow_unencrypted || base_url.starts_with("https://")) {
    return std::nullopt;
  }
  const auto rest = after_scheme(base_url);
  const auto server = net::parse_authority(rest.substr(0, rest.find('/')));
  if (server && net::is_loopback(server->host)) {
    return std::nullopt;
  }
  return quote_address(base_url) +
         " sends questions about people's health to another machine without encryption; use "
         "https://, or set allow_unencrypted = true if nobody else can read that network";
}

}  // namespace aurawell::config
