#include "net/rest/profile_fields.hpp"

#include <algorithm>

#include "net/context_reader.hpp"

namespace aurawell::net {
namespace {

/// All fields with lists at their longest, and some more.
constexpr std::uint32_t most_values = 256;

}  // namespace

health::profile_form read_profile_fields(const json_value& object, bool managed) {
  auto fields = read_context(object, most_values);
  if (!fields) {
    return {{}, {{ec::out_of_range, "a profile has at most 256 values, with short names"}}};
  }
  for (auto& field : *fields) {
    if (field.key == "height" || field.key == "weight") {
      field.key += field.key == "height" ? "_cm" : "_kg";
    }
  }
  auto form = health::read_profile_form(*fields, managed);
  std::erase_if(form.problems,
                [](const error& problem) { return problem.code == ec::invalid_input; });
  return form;
}

}  // namespace aurawell::net
