#include "net/rest/account/password_rules.hpp"

#include "domain/sign_in/registration.hpp"
#include "net/auth/passwords/password_strength.hpp"

namespace aurawell::net {
namespace {

constexpr bilingual guessable{
    "：这个密码太容易被猜到，请换一个，例如几个互不相关的词",
    ": this password is easy to guess; choose another, such as some words that do not belong "
    "together"};

}  // namespace

std::optional<error> find_password_fault(std::string_view password, std::string_view field,
                                         const std::vector<std::string>& personal,
                                         double least_bits, language lang) {
  if (auto fault = check_password(password, field)) {
    return fault;
  }
  if (password_bits(password, personal) >= least_bits) {
    return std::nullopt;
  }
  return error{ec::out_of_range, std::string{field}.append(guessable.in(lang))};
}

}  // namespace aurawell::net
