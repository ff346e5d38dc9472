#pragma once

#include <rapidjson/document.h>

#include <string>
#include <vector>

namespace aurawell::net {

/// Validates values with the part of JSON Schema that openapi.json uses: `$ref`, `type`, `const`,
/// `enum`, `required`, `properties`, `items`, `anyOf`.
class schema_check {
 public:
  /// @param root Target of "#/…".
  explicit schema_check(const rapidjson::Value& root) : root_{&root} {}

  /// Returns the violations of the schema, each with its place.
  std::vector<std::string> faults(const rapidjson::Value& value,
                                  const rapidjson::Value& schema) const;

  /// The schema that this schema refers to, or itself.
  const rapidjson::Value& resolve(const rapidjson::Value& schema) const;

 private:
  void check(const rapidjson::Value& value, const rapidjson::Value& schema, const std::string& path,
             std::vector<std::string>& faults) const;
  void check_object(const rapidjson::Value& value, const rapidjson::Value& schema,
                    const std::string& path, std::vector<std::string>& faults) const;

  const rapidjson::Value* root_;
};

}  // namespace aurawell::net
