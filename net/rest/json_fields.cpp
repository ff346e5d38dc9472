#include "net/rest/json_fields.hpp"

#include <rapidjson/error/en.h>

#include <cstdint>

#include "net/json_text.hpp"

namespace aurawell::net {
namespace {

constexpr unsigned parse_flags = rapidjson::kParseIterativeFlag |
                                 rapidjson::kParseValidateEncodingFlag |
                                 rapidjson::kParseFullPrecisionFlag;
/// No body here has a reason for more.
constexpr std::uint32_t deepest = 16;

}  // namespace

const rapidjson::Value* json_fields::find(const char* name) const {
  const auto member = object_->FindMember(name);
  return member == object_->MemberEnd() || member->value.IsNull() ? nullptr : &member->value;
}

std::string json_fields::read_text(const char* name, bool required) {
  const auto* value = find(name);
  if (value == nullptr) {
    if (required) {
      add_problem(ec::missing_field, name, "is missing");
    }
    return {};
  }
  if (!value->IsString()) {
    add_problem(ec::bad_format, name, "must be a string");
    return {};
  }
  return {value->GetString(), value->GetStringLength()};
}

std::string json_fields::text(const char* name) {
  return read_text(name, false);
}

std::string json_fields::required_text(const char* name) {
  return read_text(name, true);
}

std::optional<double> json_fields::required_number(const char* name) {
  const auto* value = find(name);
  if (value == nullptr) {
    add_problem(ec::missing_field, name, "is missing");
    return std::nullopt;
  }
  if (!value->IsNumber()) {
    add_problem(ec::bad_format, name, "must be a number");
    return std::nullopt;
  }
  return value->GetDouble();
}

const rapidjson::Value* json_fields::array(const char* name) {
  const auto* value = find(name);
  if (value != nullptr && !value->IsArray()) {
    add_problem(ec::bad_format, name, "must be an array");
    return nullptr;
  }
  return value;
}

const rapidjson::Value* json_fields::object(const char* name) {
  const auto* value = find(name);
  if (value != nullptr && !value->IsObject()) {
    add_problem(ec::bad_format, name, "must be an object");
    return nullptr;
  }
  return value;
}

void json_fields::add_problem(ec code, std::string_view field, std::string_view what) {
  problems_.push_back({code, where_ + std::string{field} + " " + std::string{what}});
}

void json_fields::add_problems(const std::vector<error>& more) {
  problems_.insert(problems_.end(), more.begin(), more.end());
}

result<rapidjson::Document> read_json_body(std::string_view body) {
  if (body.empty()) {
    body = "{}";
  }
  if (const auto fault = check_json_text(body, deepest); !fault) {
    return fault.failure();
  }
  rapidjson::Document document;
  document.Parse<parse_flags>(body.data(), body.size());
  if (document.HasParseError()) {
    return error{ec::bad_format, std::string{"the body is not JSON: "} +
                                     rapidjson::GetParseError_En(document.GetParseError()) +
                                     " at offset " + std::to_string(document.GetErrorOffset())};
  }
  if (!document.IsObject()) {
    return error{ec::bad_format, "the body is not a JSON object"};
  }
  return document;
}

}  // namespace aurawell::net
