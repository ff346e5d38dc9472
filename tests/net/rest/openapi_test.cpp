// openapi.json agrees with the service.
#include <gmock/gmock.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <map>
#include <set>

#include "net/http/static_files.hpp"
#include "net/rest/router.hpp"
#include "tests/net/dispatch/server_fixture.hpp"
#include "tests/net/rest/json_look.hpp"
#include "tests/net/rest/rest_parts.hpp"
#include "tests/net/rest/schema_check.hpp"

namespace aurawell::net {
namespace {

using rapidjson::Value;
using ::testing::IsEmpty;

const rapidjson::Document& description() {
  static const auto document = [] {
    const static_files files{embedded_web_files(), embedded_web_version()};
    return parsed(files.find("/openapi.json")->bytes);
  }();
  return document;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string to_text(const Value& value) {
  rapidjson::StringBuffer text;
  rapidjson::Writer<rapidjson::StringBuffer> writer{text};
  value.Accept(writer);
  return {text.GetString(), text.GetSize()};
}

struct operation {
  std::string method;
  std::string path;
  const Value* operation = nullptr;
};

std::vector<operation> all_operations() {
  std::vector<operation> all;
  for (const auto& path : description()["paths"].GetObject()) {
    for (const auto& one : path.value.GetObject()) {
      all.push_back({upper(one.name.GetString()), path.name.GetString(), &one.value});
    }
  }
  return all;
}

/// A valid question would wait for the assistant, which this server does not have.
bool asks_the_assistant(const operation& one) {
  return one.method == "POST" &&
         std::string_view{(*one.operation)["tags"][0].GetString()} == "Chat";
}

/// The bodies that the description gives as examples; one empty body without any.
std::vector<std::string> example_bodies(const Value& described) {
  const auto* content = rapidjson::Pointer{"/requestBody/content/application~1json"}.Get(described);
  if (content == nullptr) {
    return {""};
  }
  std::vector<std::string> all;
  if (content->HasMember("example")) {
    all.push_back(to_text((*content)["example"]));
  }
  if (content->HasMember("examples")) {
    for (const auto& one : (*content)["examples"].GetObject()) {
      all.push_back(to_text(one.value["value"]));
    }
  }
  return all;
}

TEST(openapi, describes_every_route) {
  const auto& paths = description()["paths"];
  for (const auto& row : all_routes()) {
    const std::string pattern{row.pattern};
    ASSERT_TRUE(paths.HasMember(pattern.c_str())) << pattern;
    std::string method{row.method};
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c + 32); });
    ASSERT_TRUE(paths[pattern.c_str()].HasMember(method.c_str())) << method << " " << pattern;
    const auto& responses = paths[pattern.c_str()][method.c_str()]["responses"];
    EXPECT_TRUE(responses.HasMember("401") || row.access == route_access::everybody) << pattern;
    EXPECT_TRUE(responses.HasMember("403") || row.access != route_access::operators) << pattern;
  }
}

TEST(openapi, describes_nothing_else) {
  const auto routes = all_routes();
  for (const auto& one : all_operations()) {
    EXPECT_TRUE(std::any_of(
        routes.begin(), routes.end(),
        [&](const route& row) { return row.method == one.method && row.pattern == one.path; }))
        << one.method << " " << one.path;
  }
}

TEST(openapi, names_each_operation_once_and_each_place_of_its_path) {
  const schema_check check{description()};
  std::set<std::string> names;
  for (const auto& one : all_operations()) {
    EXPECT_TRUE(names.insert((*one.operation)["operationId"].GetString()).second);
    std::set<std::string> places;
    for (const auto& parameter : (*one.operation)["parameters"].GetArray()) {
      const auto& described = check.resolve(parameter);
      ASSERT_TRUE(described.HasMember("name")) << to_text(parameter);
      if (std::string{described["in"].GetString()} == "path") {
        places.insert("{" + std::string{described["name"].GetString()} + "}");
      }
    }
    for (const auto& place : places) {
      EXPECT_NE(one.path.find(place), std::string::npos) << one.path;
    }
    EXPECT_EQ(std::count(one.path.begin(), one.path.end(), '{'),
              static_cast<std::ptrdiff_t>(places.size()))
        << one.path;
  }
}

TEST(openapi, has_every_error_code) {
  const auto& codes =
      description()["components"]["schemas"]["Error"]["properties"]["error"]["properties"]["code"];
  std::set<std::string> described;
  for (const auto& code : codes["enum"].GetArray()) {
    EXPECT_TRUE(ec_from_string(code.GetString())) << code.GetString();
    described.insert(code.GetString());
  }
  for (int i = 0; i <= static_cast<int>(ec::rate_limited); ++i) {
    EXPECT_TRUE(described.contains(std::string{to_string(static_cast<ec>(i))})) << i;
  }
}

TEST(openapi, gives_examples_that_fit_their_schemas) {
  const schema_check check{description()};
  for (const auto& one : all_operations()) {
    const auto* schema =
        rapidjson::Pointer{"/requestBody/content/application~1json/schema"}.Get(*one.operation);
    if (schema == nullptr) {
      continue;
    }
    for (const auto& body : example_bodies(*one.operation)) {
      EXPECT_THAT(check.faults(parsed(body), *schema), IsEmpty()) << one.path << body;
    }
  }
}

/// Sends the examples of the description to a server with a real store.
class described_service : public server_test {
 protected:
  described_service() { gate.open = false; }

  store_access& kept() override { return memory; }

  test_support::http_response send(const std::string& method, const std::string& target,
                                   const std::string& body) {
    test_support::header_list headers;
    if (!token.empty()) {
      headers.emplace_back("Authorization", "Bearer " + token);
    }
    if (!body.empty()) {
      headers.emplace_back("Content-Type", "application/json");
    }
    return test_support::http_send(port, {method, target, headers, body});
  }

  /// The path with the examples of its parameters.
  static std::string target_of(const operation& one) {
    const schema_check check{description()};
    auto target = one.path;
    for (const auto& parameter : (*one.operation)["parameters"].GetArray()) {
      const auto& described = check.resolve(parameter);
      const auto place = "{" + std::string{described["name"].GetString()} + "}";
      if (const auto at = target.find(place); at != std::string::npos) {
        target.replace(at, place.size(), described["example"].GetString());
      }
    }
    return target;
  }

  void expect_as_described(const operation& one, const test_support::http_response& reply) {
    const schema_check check{description()};
    const auto status = std::to_string(reply.status);
    const auto& responses = (*one.operation)["responses"];
    ASSERT_TRUE(responses.HasMember(status.c_str()))
        << one.method << " " << one.path << " gives " << status << " " << reply.body;
    const auto& response = check.resolve(responses[status.c_str()]);
    const auto* schema = rapidjson::Pointer{"/content/application~1json/schema"}.Get(response);
    if (schema != nullptr) {
      EXPECT_THAT(check.faults(parsed(reply.body), *schema), IsEmpty())
          << one.method << " " << one.path << " gives " << reply.body;
    }
  }

  immediate_store memory{memory_store()};
  std::string token;
};

TEST_F(described_service, answers_the_examples_as_described) {
  start();
  ASSERT_EQ(send("POST", "/api/v1/auth/register",
                 R"({"username":"bob","email":"bob@example.com","password":"long enough"})")
                .status,
            200);
  int good = 0;
  for (const auto& one : all_operations()) {
    for (const auto& body :
         asks_the_assistant(one) ? std::vector<std::string>{} : example_bodies(*one.operation)) {
      // All requests use this token, also those that end its login.
      gate.revoked.clear();
      const auto reply = send(one.method, target_of(one), body);
      expect_as_described(one, reply);
      good += reply.status < 300 ? 1 : 0;
      if (one.path == "/api/v1/auth/login") {
        token = text_at(reply.body, "/data/access_token");
        ASSERT_FALSE(token.empty()) << reply.body;
      }
    }
  }
  EXPECT_GE(good, 25) << "most examples work";
}

TEST_F(described_service, answers_strangers_as_described) {
  start();
  for (const auto& one : all_operations()) {
    for (const auto& body : {std::string{}, std::string{"{"}}) {
      expect_as_described(one, send(one.method, target_of(one), body));
    }
  }
}

}  // namespace
}  // namespace aurawell::net
