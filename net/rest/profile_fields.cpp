#include "net/rest/profile_fields.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "net/context_reader.hpp"

namespace aurawell::net {
namespace {

/// All fields with lists at their longest, and some more.
constexpr std::uint32_t most_values = 256;

/// The name of the field, which clients of the replaced service give without its unit.
std::string name_of(std::string_view key) {
  return std::string{key} + (key == "height" ? "_cm" : key == "weight" ? "_kg" : "");
}

}  // namespace

health::profile_form read_profile_fields(const json_value& object, bool managed) {
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
    // An empty one has no value that the form could refuse.
    if ((field.is_array() || field.is_object()) && health::takes_one_value(name_of(field.name()))) {
      form.problems.push_back(
          {ec::bad_format, std::string{field.name()} + " must be a single value"});
    }
  }
  return form;
}

}  // namespace aurawell::net
