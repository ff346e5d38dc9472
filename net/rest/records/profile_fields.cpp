#include "net/rest/records/profile_fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "domain/text/plain_text.hpp"
#include "net/wire/context_reader.hpp"

namespace aurawell::net {
namespace {

/// All fields with lists at their longest, and some more.
constexpr std::uint32_t most_values = 256;

/// Fields that a reply has beside the profile. A client may send them back with the rest.
constexpr std::array<std::string_view, 3> told_beside{"member_id", "updated_at", "user_id"};

/// Most bytes of an unknown field name that are repeated to the client.
constexpr std::size_t longest_repeated_name = 64;

/// The name of the field, which clients of the replaced service give without its unit.
std::string name_of(std::string_view key) {
  return std::string{key} + (key == "height" ? "_cm" : key == "weight" ? "_kg" : "");
}

// Whether the form has this field; its value is checked there.
std::optional<error> problem_of(const json_value& field, other_fields others) {
  const std::string_view name = field.name();
  switch (health::kind_of_field(name_of(name))) {
    case health::field_kind::list: return std::nullopt;
    case health::field_kind::one_value:
      // An empty one has no value that the form could refuse.
      if (field.is_array() || field.is_object()) {
        return error{ec::bad_format, std::string{name} + " must be a single value"};
      }
      return std::nullopt;
    case health::field_kind::none: break;
  }
  const bool told = std::find(told_beside.begin(), told_beside.end(), name) != told_beside.end();
  if (told || others == other_fields::passed_over) {
    return std::nullopt;
  }
  const auto shown = name.substr(0, character_end(name, longest_repeated_name));
  return error{ec::invalid_input, std::string{shown} + " is no field of a profile"};
}

}  // namespace

health::profile_form read_profile_fields(const json_value& object, bool managed,
                                         other_fields others) {
  auto fields = read_context(object, most_values);
  if (!fields) {
    return {{}, {{ec::out_of_range, "a profile has at most 256 values, with short names"}}};
  }
  for (auto& field : *fields) {
    field.key = name_of(field.key);
  }
  auto form = health::read_profile_form(*fields, managed);
  std::erase_if(form.problems,
                [](const error& problem) { return problem.code == ec::invalid_input; });
  for (const auto& field : object) {
    if (auto problem = problem_of(field, others)) {
      form.problems.push_back(*std::move(problem));
    }
  }
  return form;
}

}  // namespace aurawell::net
