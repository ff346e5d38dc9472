#include "net/rest/parameters.hpp"

#include <charconv>
#include <cstdint>
#include <optional>

#include "net/address/url_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t longest_page = 200;

/// An integer from 1 on; `usual` without such a parameter.
template <class Number>
result<std::optional<Number>> read_number(std::string_view query, parameter_name name,
                                          std::optional<Number> usual, const char* wanted) {
  const auto value = find_parameter(query, name);
  if (!value || value->empty()) {
    return usual;
  }
  Number number = 0;
  const auto [end, fault] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (end != value->data() + value->size() || fault == std::errc::invalid_argument) {
    return error{ec::bad_format, std::string{name.text()} + " must be " + wanted};
  }
  if (fault != std::errc{} || number < 1) {
    return error{ec::out_of_range, std::string{name.text()} + " must be " + wanted};
  }
  return std::optional{number};
}

}  // namespace

result<std::string> read_name(std::string_view query, parameter_name name,
                              const result<std::string>& missing) {
  const auto value = find_parameter(query, name);
  if (!value || value->empty()) {
    return missing;
  }
  const auto decoded = percent_decode(*value);
  return check_name(decoded.value_or(std::string{}), name.text());
}

result<std::string> check_name(const std::string& value, std::string_view description) {
  if (!is_entity_name(value)) {
    return error{ec::bad_format, std::string{description} +
                                     " must be 1 to 128 characters of A-Z a-z 0-9 : _ . @ -"};
  }
  return value;
}

result<page_wish> read_page(std::string_view query, std::size_t usual_limit) {
  constexpr auto wanted_limit = "a number from 1 to 200";
  const auto limit =
      read_number<std::size_t>(query, "limit", std::optional{usual_limit}, wanted_limit);
  if (!limit) {
    return limit.failure();
  }
  if (**limit > longest_page) {
    return error{ec::out_of_range, std::string{"limit must be "} + wanted_limit};
  }
  const auto before =
      read_number<std::int64_t>(query, "before", std::nullopt, "what another page gave as next");
  if (!before) {
    return before.failure();
  }
  return page_wish{**limit, *before};
}

}  // namespace aurawell::net
