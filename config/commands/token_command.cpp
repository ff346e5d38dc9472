#include "config/commands/token_command.hpp"

#include <chrono>
#include <ostream>

#include "config/loading/section_rules.hpp"
#include "config/settings/value_text.hpp"
#include "domain/ids.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"

namespace aurawell::config {
namespace {

result<net::issued_token> make_token(const command_line& wish, const settings& values) {
  const auto& options = values.auth.tokens;
  const auto ttl = wish.token_ttl.empty() ? options.token_ttl : parse_duration(wish.token_ttl);
  if (!is_entity_name(wish.user)) {
    return error{ec::bad_format,
                 "--user must be 1 to 128 letters, digits or any of the signs : _ . @ -"};
  }
  if (!ttl || *ttl < std::chrono::seconds{1} || *ttl > options.login_ttl) {
    return error{ec::bad_format,
                 "--ttl must be a duration such as 1h, from 1s to auth.login_ttl, "
                 "which is " +
                     duration_text(options.login_ttl)};
  }
  const auto now = std::chrono::system_clock::now();
  // Not in open mode: there a random secret would be created that no server has.
  auto gate = net::token_gatekeeper::make(net::token_gatekeeper::mode::tokens, options, now);
  auto token = gate ? (*gate)->issue_for({wish.user}, *ttl, now) : gate.failure();
  if (!token) {
    return error{ec::bad_configuration,
                 "there is no secret to sign with; put it into " + secret_variable(values.auth) +
                     " (\"openssl rand -hex 32\" makes one) or set auth.secret_file, and start the "
                     "server with the same"};
  }
  return token;
}

}  // namespace

int print_token(const command_line& wish, const settings& values, std::ostream& out,
                std::ostream& err) {
  const auto token = make_token(wish, values);
  if (!token) {
    err << "aurawell: " << token.failure().detail << '\n';
    return exit_bad_usage;
  }
  out << token->text << '\n';
  return 0;
}

}  // namespace aurawell::config
