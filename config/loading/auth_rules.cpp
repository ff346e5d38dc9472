#include "config/loading/section_rules.hpp"

#include <chrono>

#include "config/loading/text_rules.hpp"
#include "config/settings/value_text.hpp"
#include "domain/ids.hpp"
#include "net/auth/tokens/token_keys.hpp"

namespace aurawell::config {
namespace {

void check_keys(const auth_settings& in, std::vector<setting_fault>& found) {
  const auto keys = net::token_keys::load(in.tokens, std::chrono::system_clock::now());
  if (!keys) {
    const auto& text = keys.failure().detail;
    const auto colon = text.find(':');
    found.push_back({text.substr(0, colon), text.substr(colon + 2)});
  } else if (in.mode == auth_mode::jwt && keys->empty()) {
    found.push_back(
        {"auth.mode", "\"jwt\" needs a key to verify tokens by: put a secret into " +
                          secret_variable(in) +
                          " (\"openssl rand -hex 32\" makes one), or set auth.secret_file, "
                          "auth.key_file or auth.jwks_file"});
  }
}

}  // namespace

std::vector<setting_fault> find_auth_faults(const auth_settings& in) {
  std::vector<setting_fault> found;
  if (is_variable_name(in.secret_env)) {
    check_keys(in, found);
  } else {
    found.push_back({"auth.secret_env",
                     "must be the name of an environment variable, such as "
                     "\"AURAWELL_AUTH_SECRET\"; the secret itself does not belong here"});
  }
  const auto& command = in.notify.command;
  if (!command.empty() && !command.front().starts_with('/')) {
    found.push_back({"accounts.notify_command",
                     "must begin with the absolute path of a program: no shell looks for it"});
  }
  for (const auto& user : in.tokens.operators) {
    if (!is_entity_name(user)) {
      found.push_back({"auth.operators", quote(user) + " is no user id"});
    }
  }
  return found;
}

std::string secret_variable(const auth_settings& in) {
  return "the environment variable " +
         (is_upper_case(in.secret_env) ? in.secret_env : "that auth.secret_env names");
}

}  // namespace aurawell::config
