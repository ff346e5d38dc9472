#include "config/commands/account_commands.hpp"

#include <chrono>
#include <ostream>
#include <string>

#include "config/loading/section_rules.hpp"
#include "config/settings/value_text.hpp"
#include "domain/ids.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/sign_in/password_reset.hpp"
#include "net/auth/passwords/reset_code_text.hpp"
#include "net/auth/tokens/token_gatekeeper.hpp"
#include "net/storage/store/make_store.hpp"

namespace aurawell::config {
namespace {

result<void> add_code(advice_store& store, const std::string& name, const std::string& code,
                      std::chrono::milliseconds lifetime) {
  auto& accounts = store.accounts();
  const auto found = find_anybody(accounts, name);
  if (!found) {
    return found.failure();
  }
  if (!*found) {
    return error{ec::user_not_found, "there is no such account"};
  }
  const auto& user = (*found)->user;
  const auto now = std::chrono::system_clock::now();
  const auto hash = net::hash_reset_code(user, code);
  return accounts.add_reset_code({user, hash.value(), now + lifetime}, now);
}

result<void> keep_code(const settings& values, const std::string& name, const std::string& code) {
  if (values.storage.url.starts_with("memory")) {
    return error{ec::bad_configuration, "storage.url: this database lives in the service alone"};
  }
  auto store = net::open_store(values.storage);
  if (!store) {
    return store.failure();
  }
  if (auto begun = (*store)->begin(); !begun) {
    return begun;
  }
  if (auto added = add_code(**store, name, code, values.server.rest.reset_code_lifetime); !added) {
    return added;
  }
  return (*store)->commit();
}

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

int print_reset_code(const command_line& wish, const settings& values, std::ostream& out,
                     std::ostream& err) {
  const auto code = net::draw_reset_code();
  if (const auto kept = keep_code(values, wish.user, code); !kept) {
    err << "aurawell: " << kept.failure().detail << '\n';
    return 1;
  }
  out << code << '\n';
  err << "aurawell: it counts for " << duration_text(values.server.rest.reset_code_lifetime)
      << ", once\n";
  return 0;
}

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
