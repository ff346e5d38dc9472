#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/result.hpp"
#include "net/json/json_object.hpp"

namespace aurawell::net {

/// Reads the fields of a JSON object and collects their faults. A null field counts as missing;
/// unknown fields are ignored.
class json_fields {
 public:
  /// `where` is the prefix of the fields' names in messages. The object must outlive this.
  explicit json_fields(const json_value& object, std::string where = {})
      : object_{&object}, where_{std::move(where)} {}

  /// "" when it is missing or no text; that is a fault for `required_text`.
  std::string text(std::string_view name);
  std::string required_text(std::string_view name);
  std::optional<double> required_number(std::string_view name);
  /// Null when it is missing; a fault when it is present and no array or object.
  const json_value* array(std::string_view name);
  const json_value* object(std::string_view name);

  bool has(std::string_view name) const { return find_member(*object_, name) != nullptr; }
  void add_problem(ec code, std::string_view field, std::string_view what);
  void add_problems(const std::vector<error>& more);
  const std::vector<error>& problems() const noexcept { return problems_; }

 private:
  std::string read_text(std::string_view name, bool required);

  const json_value* object_;
  std::string where_;
  std::vector<error> problems_;
};

/// A body, which must be a JSON object; an empty one is an object without fields.
json_object read_json_body(std::string_view body);

}  // namespace aurawell::net
