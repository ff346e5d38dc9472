#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace aurawell::net {

/// Every query parameter that the service reads.
inline constexpr std::array<std::string_view, 12> all_parameters{
    "before",    "epoch", "format",  "kind",  "lang",  "limit",
    "member_id", "seq",   "session", "token", "until", "user_id"};

/// The name of one of `all_parameters`; another name does not compile.
class parameter_name {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a reader writes the name as it is.
  consteval parameter_name(const char* name) : text_{name} {
    if (std::find(all_parameters.begin(), all_parameters.end(), text_) == all_parameters.end()) {
      // Never at run time: it is what makes the compiler refuse the name.
      throw "this parameter is not in all_parameters";
    }
  }

  constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// The value, still encoded, of the first parameter of that name in "a=1&b=2".
std::optional<std::string_view> find_parameter(std::string_view query, parameter_name name);

/// The first of `all_parameters` that other programs may read in another way than this one:
/// it is there twice, or in other letters ("User_ID"), or percent-encoded ("user%5Fid"). A
/// gateway that checks one of the two must not be bypassed by the other.
std::optional<std::string_view> find_ambiguous_parameter(std::string_view query);

}  // namespace aurawell::net
