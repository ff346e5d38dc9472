#include "net/rest/json_fields.hpp"

namespace aurawell::net {
namespace {

/// No body of these routes needs deeper nesting.
constexpr json_bounds bounds{.max_depth = 16};

}  // namespace

std::string json_fields::read_text(std::string_view name, bool required) {
  const auto* value = find_member(*object_, name);
  if (value == nullptr) {
    if (required) {
      add_problem(ec::missing_field, name, "is missing");
    }
    return {};
  }
  if (!value->is_text()) {
    add_problem(ec::bad_format, name, "must be a string");
    return {};
  }
  return std::string{value->text()};
}

std::string json_fields::text(std::string_view name) {
  return read_text(name, false);
}

std::string json_fields::required_text(std::string_view name) {
  return read_text(name, true);
}

std::optional<double> json_fields::required_number(std::string_view name) {
  const auto* value = find_member(*object_, name);
  if (value == nullptr) {
    add_problem(ec::missing_field, name, "is missing");
    return std::nullopt;
  }
  if (!value->is_number()) {
    add_problem(ec::bad_format, name, "must be a number");
  }
  return value->as_double();
}

const json_value* json_fields::array(std::string_view name) {
  const auto* value = find_member(*object_, name);
  if (value != nullptr && !value->is_array()) {
    add_problem(ec::bad_format, name, "must be an array");
    return nullptr;
  }
  return value;
}

const json_value* json_fields::object(std::string_view name) {
  const auto* value = find_member(*object_, name);
  if (value != nullptr && !value->is_object()) {
    add_problem(ec::bad_format, name, "must be an object");
    return nullptr;
  }
  return value;
}

void json_fields::add_problem(ec code, std::string_view field, std::string_view detail) {
  problems_.push_back({code, path_ + std::string{field} + " " + std::string{detail}});
}

void json_fields::add_problems(const std::vector<error>& more) {
  problems_.insert(problems_.end(), more.begin(), more.end());
}

json_object read_json_body(std::string_view body) {
  return json_object{body.empty() ? "{}" : body, bounds, "the body"};
}

}  // namespace aurawell::net
