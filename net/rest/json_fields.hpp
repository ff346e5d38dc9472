#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/chat/client_command.hpp"
#include "domain/result.hpp"
#include "net/json/json_object.hpp"

namespace aurawell::net {

/// Reads the fields of a JSON object and gathers what is wrong with them. A field that is
/// null counts as missing, one that nobody asks for is passed over.
class json_fields {
 public:
  /// `where` stands in front of the fields' names in what is told. The object must
  /// outlive this.
  explicit json_fields(const json_value& object, std::string where = {})
      : object_{&object}, where_{std::move(where)} {}

  /// "" when it is missing or no text, which is a problem for `required_text`.
  std::string text(std::string_view name);
  std::string required_text(std::string_view name);
  std::optional<double> required_number(std::string_view name);
  /// Null when it is missing; a problem when it is there and no array or object.
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
