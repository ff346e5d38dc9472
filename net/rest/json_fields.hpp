#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/result.hpp"
#include "domain/sign_in/problems.hpp"
#include "net/json/json_object.hpp"

namespace aurawell::net {

/// Reads the fields of a JSON object and collects their faults. A null field counts as missing;
/// unknown fields are ignored.
class json_fields {
 public:
  /// `path` is the prefix of the fields' names in messages. The object must outlive this.
  explicit json_fields(const json_value& object, std::string path = {})
      : object_{&object}, path_{std::move(path)} {}

  /// "" when it is missing or no text; that is a fault for `required_text`.
  std::string text(std::string_view name);
  std::string required_text(std::string_view name);
  std::optional<double> required_number(std::string_view name);
  /// Null when it is missing; a fault when it is present and no array or object.
  const json_value* array(std::string_view name);
  const json_value* object(std::string_view name);

  bool has(std::string_view name) const { return find_member(*object_, name) != nullptr; }
  void add_problem(ec code, std::string_view field, std::string_view detail);
  void add_problems(const std::vector<error>& more);
  const std::vector<error>& problems() const noexcept { return problems_; }

 private:
  std::string read_text(std::string_view name, bool required);

  const json_value* object_;
  std::string path_;
  std::vector<error> problems_;
};

/// A body, which must be a JSON object; an empty one is an object without fields.
json_object read_json_body(std::string_view body);

/// What `read` makes of the fields of a body, or all their faults as one error.
template <class Read>
auto read_body(std::string_view body, Read read)
    -> result<std::invoke_result_t<Read&, json_fields&>> {
  const auto object = read_json_body(body);
  if (!object) {
    return object.failure();
  }
  json_fields fields{*object};
  auto value = read(fields);
  if (!fields.problems().empty()) {
    return join_problems(fields.problems());
  }
  return value;
}

}  // namespace aurawell::net
