#include "tests/net/trace/otlp/collected_spans.hpp"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <fstream>
#include <iterator>

namespace aurawell::net {
namespace {

rapidjson::SchemaDocument load_schema() {
  std::ifstream file{OTLP_SCHEMA_FILE};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  rapidjson::Document parsed;
  parsed.Parse(text.c_str());
  EXPECT_FALSE(parsed.HasParseError()) << OTLP_SCHEMA_FILE;
  return rapidjson::SchemaDocument{parsed};
}

std::string text_or_digits(const rapidjson::Value& any) {
  const auto& held = any.MemberBegin()->value;
  return held.IsString() ? held.GetString() : "";
}

collected_span read_span(const rapidjson::Value& from) {
  collected_span read;
  read.trace = from["traceId"].GetString();
  read.span = from["spanId"].GetString();
  read.parent = from.HasMember("parentSpanId") ? from["parentSpanId"].GetString() : "";
  read.name = from["name"].GetString();
  read.kind = from["kind"].GetUint();
  read.begin = std::stoull(from["startTimeUnixNano"].GetString());
  read.end = std::stoull(from["endTimeUnixNano"].GetString());
  for (const auto& one : from["attributes"].GetArray()) {
    const bool is_new =
        read.attributes.emplace(one["key"].GetString(), text_or_digits(one["value"])).second;
    EXPECT_TRUE(is_new) << one["key"].GetString() << " twice";
  }
  read.status = from.HasMember("status") ? from["status"]["code"].GetUint() : 0;
  EXPECT_LE(read.begin, read.end) << read.name;
  return read;
}

}  // namespace

std::string otlp_fault(std::string_view json) {
  rapidjson::Document parsed;
  parsed.Parse(json.data(), json.size());
  if (parsed.HasParseError()) {
    return "not JSON";
  }
  static const auto schema = load_schema();
  rapidjson::SchemaValidator validator{schema};
  if (parsed.Accept(validator)) {
    return {};
  }
  rapidjson::StringBuffer place;
  validator.GetInvalidDocumentPointer().StringifyUriFragment(place);
  return std::string{place.GetString()} + " breaks " + validator.GetInvalidSchemaKeyword();
}

std::vector<collected_span> spans_in_body(std::string_view json) {
  const auto fault = otlp_fault(json);
  EXPECT_EQ(fault, "") << json;
  std::vector<collected_span> spans;
  if (!fault.empty()) {
    return spans;
  }
  rapidjson::Document parsed;
  parsed.Parse(json.data(), json.size());
  for (const auto& resource : parsed["resourceSpans"].GetArray()) {
    for (const auto& scope : resource["scopeSpans"].GetArray()) {
      for (const auto& span : scope["spans"].GetArray()) {
        spans.push_back(read_span(span));
      }
    }
  }
  return spans;
}

std::vector<collected_span> spans_in_request(const std::string& request) {
  const auto end = request.find("\r\n\r\n");
  const auto header = request.substr(0, end + 2);
  EXPECT_TRUE(request.starts_with("POST /v1/traces HTTP/1.1\r\n")) << header;
  EXPECT_NE(header.find("\r\nContent-Type: application/json\r\n"), header.npos) << header;
  EXPECT_NE(header.find("\r\nHost: "), header.npos) << header;
  const auto body = std::string_view{request}.substr(end + 4);
  EXPECT_NE(header.find("\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"), header.npos)
      << header;
  return spans_in_body(body);
}

std::vector<collected_span> spans_in_requests(const std::vector<std::string>& requests) {
  std::vector<collected_span> all;
  for (const auto& request : requests) {
    for (auto& span : spans_in_request(request)) {
      all.push_back(std::move(span));
    }
  }
  return all;
}

}  // namespace aurawell::net
