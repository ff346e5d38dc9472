#include "config/loading/section_rules.hpp"

#include "config/loading/suggestion.hpp"
#include "config/loading/text_rules.hpp"
#include "config/settings/value_text.hpp"
#include "net/address/authority.hpp"
#include "net/llm/refusal/request_members.hpp"

namespace aurawell::config {
namespace {

/// Why questions must not be sent to the server at `base_url`, an http:// or https:// address: the
/// transport is not encrypted. Nothing for a loopback address, and with `allow_unencrypted`.
std::optional<std::string> find_transport_fault(std::string_view base_url, bool allow_unencrypted) {
  if (allow_unencrypted || base_url.starts_with("https://") || net::is_loopback_url(base_url)) {
    return std::nullopt;
  }
  return quote_address(base_url) +
         " sends questions about people's health to another machine without encryption; use "
         "https://, or set allow_unencrypted = true if nobody else can read that network";
}

}  // namespace

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

std::optional<std::string> find_base_url_fault(std::string_view url, bool allow_unencrypted) {
  const auto rest = after_scheme(url);
  if (rest.empty() || rest.front() == '/' || !is_visible_ascii(url) ||
      rest.find_first_of("?#") != std::string_view::npos) {
    return quote_address(url) + " is no address such as \"https://api.example.com/v1\"";
  }
  if (rest.substr(0, rest.find('/')).find('@') != std::string_view::npos) {
    return "must not hold a password; use api_key_env";
  }
  if (url.find("/chat/completions") != std::string_view::npos) {
    return quote_address(url) + " goes too far: leave out \"/chat/completions\"";
  }
  return find_transport_fault(url, allow_unencrypted);
}

std::optional<std::string> find_proxy_fault(std::string_view url) {
  const auto rest = after_scheme(url);
  if (rest.find('@') != std::string_view::npos) {
    return "must not hold a password; leave it out and set HTTPS_PROXY in the environment";
  }
  if (!url.empty() && (rest.empty() || rest.front() == '/' || !is_visible_ascii(url))) {
    return quote_address(url) + " is no address such as \"http://proxy.example.com:3128\"";
  }
  return std::nullopt;
}

}  // namespace aurawell::config
