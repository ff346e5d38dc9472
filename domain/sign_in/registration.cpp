#include "domain/sign_in/registration.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "domain/random_name.hpp"

namespace aurawell {
namespace {

constexpr health::bounds<std::size_t> username_size{3, 32};
constexpr health::bounds<std::size_t> password_size{8, 128};
constexpr std::size_t longest_email = 254;
constexpr std::size_t longest_mailbox = 64;

bool is_username_character(char c) noexcept {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

/// Spaces, control characters, and what would make it more than one address.
bool is_strange_in_email(char c) noexcept {
  constexpr std::string_view strange = ",;:<>()[]\\\"";
  return (c >= 0 && c <= ' ') || c == '\x7f' || strange.find(c) != std::string_view::npos;
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  // Programs that send mail could take a hyphen in front for one of their options.
  if (at == 0 || text.starts_with('-') || at > longest_mailbox || text.size() > longest_email ||
      text.find('@', at + 1) != std::string_view::npos ||
      std::any_of(text.begin(), text.end(), is_strange_in_email)) {
    return false;
  }
  const auto domain = text.substr(at + 1);
  return domain.find('.') != std::string_view::npos && domain.front() != '.' &&
         domain.back() != '.' && domain.find("..") == std::string_view::npos;
}

}  // namespace

std::vector<error> check_registration(const registration& wish) {
  std::vector<error> problems;
  if (!is_username(wish.username)) {
    problems.push_back({ec::bad_format, "username must be 3 to 32 of A-Z a-z 0-9 _ . -"});
  }
  if (!is_email(wish.email)) {
    problems.push_back({ec::bad_format, "email must be an address such as name@example.com"});
  }
  if (auto problem = check_password(wish.password, "password")) {
    problems.push_back(*std::move(problem));
  }
  return problems;
}

bool is_username(std::string_view text) {
  return username_size.holds(text.size()) &&
         std::all_of(text.begin(), text.end(), is_username_character);
}

std::optional<error> check_password(std::string_view password, std::string_view field) {
  if (password_size.holds(password.size())) {
    return std::nullopt;
  }
  return error{ec::out_of_range, std::string{field} + " must have 8 to 128 bytes"};
}

result<user_id> register_account(account_store& accounts, const registration& wish,
                                 std::string password_hash, const health::profile& holder,
                                 wall_time now) {
  account fresh{{random_name("user_")}, wish.username, wish.email, std::move(password_hash), now};
  if (const auto added = accounts.add_account(fresh); !added) {
    return added.failure();
  }
  if (holder != health::profile{}) {
    const auto saved = accounts.save_profile({fresh.user, {fresh.user.value}}, holder, now);
    if (!saved) {
      return saved.failure();
    }
  }
  return std::move(fresh.user);
}

}  // namespace aurawell
