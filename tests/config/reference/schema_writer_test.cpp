// Reads the schema with a small validator: RapidJSON's own corrupts memory when patternProperties
// are nested.
#include "config/reference/schema_writer.hpp"

#include <gmock/gmock.h>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "config/settings/options.hpp"
#include "config/settings/toml_file.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::IsEmpty;

rapidjson::Document parsed_schema(const std::string& json) {
  rapidjson::Document document;
  document.Parse(json.c_str());
  EXPECT_FALSE(document.HasParseError()) << json;
  return document;
}

rapidjson::Document written_schema() {
  std::ostringstream out;
  write_config_schema(out);
  return parsed_schema(out.str());
}

/// The value as JSON; null for a type that no setting has.
rapidjson::Value json_of_toml(const given_value& given,
                              rapidjson::Document::AllocatorType& memory) {
  rapidjson::Value json;
  if (const auto* text = std::get_if<std::string>(&given)) {
    json.SetString(text->c_str(), memory);
  } else if (const auto* whole = std::get_if<std::int64_t>(&given)) {
    json.SetInt64(*whole);
  } else if (const auto* real = std::get_if<double>(&given)) {
    json.SetDouble(*real);
  } else if (const auto* flag = std::get_if<bool>(&given)) {
    json.SetBool(*flag);
  } else if (const auto* list = std::get_if<std::vector<std::string>>(&given)) {
    json.SetArray();
    for (const auto& element : *list) {
      json.PushBack(rapidjson::Value{element.c_str(), memory}, memory);
    }
  }
  return json;
}

bool has_type(const rapidjson::Value& value, std::string_view type) {
  return (type == "object" && value.IsObject()) || (type == "array" && value.IsArray()) ||
         (type == "string" && value.IsString()) || (type == "boolean" && value.IsBool()) ||
         (type == "integer" && value.IsInt64()) || (type == "number" && value.IsNumber());
}

bool has_one_type(const rapidjson::Value& value, const rapidjson::Value& types) {
  if (types.IsString()) {
    return has_type(value, types.GetString());
  }
  return std::any_of(types.Begin(), types.End(), [&](const rapidjson::Value& type) {
    return has_type(value, type.GetString());
  });
}

bool matches(const char* text, const char* pattern) {
  return std::regex_search(text, std::regex{pattern, std::regex::ECMAScript});
}

/// The keyword that a value without parts breaks; empty without any.
std::string broken_keyword(const rapidjson::Value& value, const rapidjson::Value& rules) {
  if (rules.HasMember("type") && !has_one_type(value, rules["type"])) {
    return "type";
  }
  if (rules.HasMember("enum") &&
      std::find(rules["enum"].Begin(), rules["enum"].End(), value) == rules["enum"].End()) {
    return "enum";
  }
  if (value.IsString() && rules.HasMember("pattern") &&
      !matches(value.GetString(), rules["pattern"].GetString())) {
    return "pattern";
  }
  if (value.IsNumber() && rules.HasMember("minimum") &&
      value.GetDouble() < rules["minimum"].GetDouble()) {
    return "minimum";
  }
  if (value.IsNumber() && rules.HasMember("maximum") &&
      value.GetDouble() > rules["maximum"].GetDouble()) {
    return "maximum";
  }
  return {};
}

/// What applies to a member of an object.
std::vector<const rapidjson::Value*> rules_of_member(const char* name,
                                                     const rapidjson::Value& rules) {
  std::vector<const rapidjson::Value*> found;
  if (rules.HasMember("properties") && rules["properties"].HasMember(name)) {
    found.push_back(&rules["properties"][name]);
  }
  if (rules.HasMember("patternProperties")) {
    for (const auto& [pattern, below] : rules["patternProperties"].GetObject()) {
      if (matches(name, pattern.GetString())) {
        found.push_back(&below);
      }
    }
  }
  return found;
}

/// Place and keyword of the first violation; empty without any.
std::string first_fault(const rapidjson::Value& value, const rapidjson::Value& rules,
                        const std::string& path) {
  if (const auto broken = broken_keyword(value, rules); !broken.empty()) {
    return path + ' ' + broken;
  }
  if (value.IsArray()) {
    for (const auto& element : value.GetArray()) {
      if (const auto broken = first_fault(element, rules["items"], path); !broken.empty()) {
        return broken;
      }
    }
  }
  if (!value.IsObject()) {
    return {};
  }
  for (const auto& [name, below] : value.GetObject()) {
    const auto applying = rules_of_member(name.GetString(), rules);
    if (applying.empty() && !rules["additionalProperties"].GetBool()) {
      return path + " additionalProperties";
    }
    for (const auto* each : applying) {
      const auto broken = first_fault(below, *each, path + '/' + name.GetString());
      if (!broken.empty()) {
        return broken;
      }
    }
  }
  return {};
}

/// The place of the first violation; empty without any.
std::string schema_fault(const std::string& file) {
  std::vector<problem> problems;
  rapidjson::Document json{rapidjson::kObjectType};
  for (auto& [key, value, origin] : read_toml_file(file, problems).given) {
    std::replace(key.begin(), key.end(), '.', '/');
    rapidjson::Pointer{("/" + key).c_str()}.Set(json, json_of_toml(value, json.GetAllocator()));
  }
  EXPECT_THAT(problems, IsEmpty());
  return first_fault(json, written_schema(), "#");
}

std::string schema_fault_in(const std::string& text) {
  const test_support::temp_folder folder;
  const std::string file = folder / "a.toml";
  std::ofstream{file} << text;
  return schema_fault(file);
}

TEST(schema_writer, accepts_every_example) {
  for (const auto& entry :
       std::filesystem::directory_iterator{AURAWELL_SOURCE_DIR "/config/examples"}) {
    EXPECT_THAT(schema_fault(entry.path().string()), IsEmpty()) << entry.path();
  }
}

TEST(schema_writer, accepts_each_way_to_write_a_value) {
  EXPECT_THAT(schema_fault_in("server.max_body_bytes = 2048"), IsEmpty());
  EXPECT_THAT(schema_fault_in("server.max_body_bytes = '2MiB'"), IsEmpty());
  EXPECT_THAT(schema_fault_in("pools.health_chat.temperature = 1"), IsEmpty());
  EXPECT_THAT(schema_fault_in("[providers.my_own2]\nbreaker.window = '250ms'"), IsEmpty());
}

TEST(schema_writer, refuses_what_is_unknown) {
  EXPECT_EQ(schema_fault_in("[sever]\nport = 1"), "# additionalProperties");
  EXPECT_EQ(schema_fault_in("[server]\nprt = 1"), "#/server additionalProperties");
  EXPECT_EQ(schema_fault_in("[pools.other]\nworkers = 1"), "#/pools additionalProperties");
  EXPECT_EQ(schema_fault_in("[providers.My-Own]\nmodel = 'm'"), "#/providers additionalProperties");
  EXPECT_NE(schema_fault_in("[providers.own]\nmodl = 'm'"), "");
  EXPECT_NE(schema_fault_in("[providers.own]\nbreaker.windw = '1s'"), "");
  EXPECT_NE(schema_fault_in("[providers.deepseek]\nmodl = 'm'"), "");
  EXPECT_EQ(schema_fault_in("[auth]\nsecret = 's'"), "#/auth additionalProperties");
}

TEST(schema_writer, refuses_wrong_types_and_ranges) {
  EXPECT_EQ(schema_fault_in("server.port = 70_000"), "#/server/port maximum");
  EXPECT_EQ(schema_fault_in("server.port = '80'"), "#/server/port type");
  EXPECT_EQ(schema_fault_in("server.max_body_bytes = 1"), "#/server/max_body_bytes minimum");
  EXPECT_EQ(schema_fault_in("server.max_body_bytes = '2MB'"), "#/server/max_body_bytes pattern");
  EXPECT_EQ(schema_fault_in("server.idle_timeout = '2 s'"), "#/server/idle_timeout pattern");
  EXPECT_EQ(schema_fault_in("server.idle_timeout = 2"), "#/server/idle_timeout type");
  EXPECT_EQ(schema_fault_in("server.allowed_origins = 'a'"), "#/server/allowed_origins type");
  EXPECT_EQ(schema_fault_in("server.allowed_origins = [1]"), "#/server/allowed_origins type");
  EXPECT_EQ(schema_fault_in("pools.health_chat.temperature = 2.5"),
            "#/pools/health_chat/temperature maximum");
  EXPECT_EQ(schema_fault_in("auth.mode = 'closed'"), "#/auth/mode enum");
  EXPECT_EQ(schema_fault_in("admin.enabled = 1"), "#/admin/enabled type");
}

TEST(schema_writer, describes_every_option_and_no_secret) {
  const auto rules = written_schema();
  EXPECT_STREQ(rules["$schema"].GetString(), "https://json-schema.org/draft/2020-12/schema");
  settings in;
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, in)) {
      const auto key = key_of(row, instance);
      auto path = "/properties/" + key;
      for (auto at = path.find('.'); at != std::string::npos; at = path.find('.', at)) {
        path.replace(at, 1, "/properties/");
      }
      const auto* found = rapidjson::Pointer{path.c_str()}.Get(rules);
      ASSERT_EQ(found == nullptr, row.secret) << key;
      if (found != nullptr) {
        EXPECT_TRUE(found->HasMember("default")) << key;
        EXPECT_TRUE(std::string_view{(*found)["description"].GetString()}.starts_with(row.text));
        EXPECT_TRUE(found->HasMember("type") || found->HasMember("enum")) << key;
      }
    }
  }
}

TEST(schema_writer, accepts_every_default) {
  const auto rules = written_schema();
  const auto check = [](const auto& self, const rapidjson::Value& of, std::string path) -> void {
    if (const auto found = of.FindMember("default"); found != of.MemberEnd()) {
      EXPECT_THAT(first_fault(found->value, of, path), IsEmpty());
      return;
    }
    for (const char* below : {"properties", "patternProperties"}) {
      if (of.HasMember(below)) {
        for (const auto& member : of[below].GetObject()) {
          self(self, member.value, path + '.' + member.name.GetString());
        }
      }
    }
  };
  check(check, rules, "");
}

}  // namespace
}  // namespace aurawell::config
