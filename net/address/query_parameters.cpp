#include "net/address/query_parameters.hpp"

#include <bitset>
#include <cstddef>
#include <string>

#include "net/address/lower_ascii.hpp"
#include "net/address/url_text.hpp"

namespace aurawell::net {
namespace {

/// Returns the index in `all_parameters` of the parameter that a program may take `name` for; the
/// size of `all_parameters` if there is none.
std::size_t find_known(std::string_view name) {
  const auto decoded = percent_decode(name);
  const auto folded = decoded ? lower_ascii(*decoded) : std::string{};
  const auto* found = std::find(all_parameters.begin(), all_parameters.end(), folded);
  return static_cast<std::size_t>(found - all_parameters.begin());
}

}  // namespace

std::optional<std::string_view> find_parameter(std::string_view query, parameter_name name) {
  while (!query.empty()) {
    auto value = cut(query, '&');
    if (cut(value, '=') == name.text()) {
      return value;
    }
  }
  return std::nullopt;
}

std::optional<std::string_view> find_ambiguous_parameter(std::string_view query) {
  std::bitset<all_parameters.size()> seen;
  while (!query.empty()) {
    auto value = cut(query, '&');
    const auto name = cut(value, '=');
    const auto place = find_known(name);
    if (place == all_parameters.size()) {
      continue;
    }
    if (seen.test(place) || name != all_parameters.at(place)) {
      return all_parameters.at(place);
    }
    seen.set(place);
  }
  return std::nullopt;
}

}  // namespace aurawell::net
