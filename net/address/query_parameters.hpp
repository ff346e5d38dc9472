#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace aurawell::net {

/// Every query parameter that the service reads.
inline constexpr std::array<std::string_view, 13> all_parameters{
    "after",     "before", "epoch",   "format", "kind",  "lang",   "limit",
    "member_id", "seq",    "session", "token",  "until", "user_id"};

/// The name of one of `all_parameters`. Any other name does not compile.
class parameter_name {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): callers pass a plain string literal.
  consteval parameter_name(const char* name) : text_{name} {
    if (std::find(all_parameters.begin(), all_parameters.end(), text_) == all_parameters.end()) {
      // Never executes: the expression makes the compiler reject the name.
      throw "this parameter is not in all_parameters";
    }
  }

  constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// Returns the value, still encoded, of the first parameter of that name in a query such as
/// "a=1&b=2".
std::optional<std::string_view> find_parameter(std::string_view query, parameter_name name);

/// Returns the first of `all_parameters` that another program may read differently: it occurs
/// twice, in another case ("User_ID"), or percent-encoded ("user%5Fid"). A gateway may check one
/// reading and this service use the other, so such a query must not bypass the gateway.
std::optional<std::string_view> find_ambiguous_parameter(std::string_view query);

}  // namespace aurawell::net
