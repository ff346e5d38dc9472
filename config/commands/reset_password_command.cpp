#include "config/commands/reset_password_command.hpp"

#include <chrono>
#include <ostream>
#include <string>

#include "config/settings/value_text.hpp"
#include "domain/ports/advice_store.hpp"
#include "domain/sign_in/password_reset.hpp"
#include "net/auth/passwords/reset_code_text.hpp"
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

}  // namespace aurawell::config
