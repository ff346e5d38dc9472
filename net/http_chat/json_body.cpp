#include "net/http_chat/json_body.hpp"

#include <rapidjson/error/en.h>

#include <utility>

#include "net/json_text.hpp"

namespace aurawell::net {
namespace {

constexpr unsigned parse_flags = rapidjson::kParseIterativeFlag |
                                 rapidjson::kParseValidateEncodingFlag |
                                 rapidjson::kParseFullPrecisionFlag;

}  // namespace

result<rapidjson::Document> read_json_object(std::string_view body, const wire_limits& limits) {
  if (auto fault = check_json_text(body, limits.max_json_depth); !fault) {
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

const rapidjson::Value* find_field(const rapidjson::Value& object, const char* name) {
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() || member->value.IsNull() ? nullptr : &member->value;
}

result<std::string> read_text(const rapidjson::Value& object, const char* name) {
  const auto* value = find_field(object, name);
  if (value == nullptr) {
    return std::string{};
  }
  if (!value->IsString()) {
    return error{ec::bad_format, std::string{name} + " must be a string"};
  }
  return std::string{value->GetString(), value->GetStringLength()};
}

result<std::string> read_name(const rapidjson::Value& object, const char* name,
                              bool (*is_name)(std::string_view) noexcept) {
  auto text = read_text(object, name);
  if (text && !text->empty() && !is_name(*text)) {
    return error{ec::bad_format, std::string{name} + " has a wrong character or length"};
  }
  return text;
}

result<bool> read_flag(const rapidjson::Value& object, const char* name) {
  const auto* value = find_field(object, name);
  if (value != nullptr && !value->IsBool()) {
    return error{ec::bad_format, std::string{name} + " must be true or false"};
  }
  return value != nullptr && value->GetBool();
}

bool is_blank(std::string_view text) noexcept {
  while (!text.empty()) {
    if (text.find_first_not_of(" \t\r\n\v\f") != 0) {
      text.remove_prefix(1);
    } else if (text.starts_with("\u3000")) {
      text.remove_prefix(3);
    } else if (text.starts_with("\u00a0")) {
      text.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

result<request_id> name_of_request(std::string_view idempotency_key, std::string in_body) {
  if (!idempotency_key.empty() && !is_request_name(idempotency_key)) {
    return error{ec::bad_format,
                 "Idempotency-Key must be 1 to 128 characters of A-Z a-z 0-9 : _ -"};
  }
  if (!idempotency_key.empty() && !in_body.empty() && idempotency_key != in_body) {
    return error{ec::invalid_input,
                 "Idempotency-Key and request_id name the same thing: send one, or the same twice"};
  }
  return request_id{in_body.empty() ? std::string{idempotency_key} : std::move(in_body)};
}

}  // namespace aurawell::net
