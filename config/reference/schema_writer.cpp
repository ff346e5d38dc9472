#include "config/reference/schema_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings/options.hpp"
#include "config/settings/value_text.hpp"
#include "config/settings/values.hpp"
#include "net/json/json_writer.hpp"

namespace aurawell::config {
namespace {

/// Names that the loader accepts for a provider.
constexpr std::string_view provider_pattern = "^[a-z0-9]+(_[a-z0-9]+)*$";

class schema_writer {
 public:
  explicit schema_writer(std::string& out) : json_{out} {}

  void write() {
    json_.begin_object();
    json_.text("$schema", "https://json-schema.org/draft/2020-12/schema");
    json_.text("title", "AuraWell's settings file");
    json_.text("type", "object");
    json_.flag("additionalProperties", false);
    json_.begin_object("properties");
    for (const auto& known : all_sections()) {
      known.name.ends_with(".*") ? write_named_tables(known) : write_table(known, known.name, "");
    }
    json_.end_object();
    json_.end_object();
  }

 private:
  void begin_table(std::string_view name, std::string_view text) {
    json_.begin_object(name);
    json_.text("type", "object");
    if (!text.empty()) {
      json_.text("description", text);
    }
    json_.flag("additionalProperties", false);
  }

  /// Providers may have any name; the pools have theirs.
  void write_named_tables(const section& known) {
    begin_table(known.name.substr(0, known.name.size() - 2), known.text);
    json_.begin_object("properties");
    for (const auto& name : instances_of(known.name, defaults_)) {
      write_table(known, name, name);
    }
    json_.end_object();
    if (known.name == "providers.*") {
      json_.begin_object("patternProperties");
      defaults_.providers["NAME"] = {};
      write_table(known, provider_pattern, "NAME");
      defaults_.providers.erase("NAME");
      json_.end_object();
    }
    json_.end_object();
  }

  void write_table(const section& known, std::string_view name, const std::string& instance) {
    begin_table(name, instance.empty() ? known.text : "");
    json_.begin_object("properties");
    std::vector<std::string_view> groups;
    for (const auto& row : all_options()) {
      if (row.section != known.name || row.secret) {
        continue;
      }
      const auto dot = row.name.find('.');
      const auto group = row.name.substr(0, dot);
      if (dot == std::string_view::npos) {
        write_option(row, row.name, instance);
      } else if (std::find(groups.begin(), groups.end(), group) == groups.end()) {
        groups.push_back(group);
        write_group(row.section, group, instance);
      }
    }
    json_.end_object();
    json_.end_object();
  }

  /// The table of dotted names such as "breaker.window".
  void write_group(std::string_view of, std::string_view group, const std::string& instance) {
    begin_table(group, "");
    json_.begin_object("properties");
    for (const auto& row : all_options()) {
      const bool is_inside = row.section == of && row.name.starts_with(group) &&
                             row.name.substr(group.size()).starts_with('.');
      if (is_inside && !row.secret) {
        write_option(row, row.name.substr(group.size() + 1), instance);
      }
    }
    json_.end_object();
    json_.end_object();
  }

  void write_option(const option& row, std::string_view name, const std::string& instance) {
    const auto value = row.access(defaults_, instance);
    json_.begin_object(name);
    std::visit([&](const auto* held) { write_type(row, held); }, value);
    // This TOML is JSON too.
    json_.raw("default", to_toml(row, value));
    json_.text("description", description_of(row, value));
    json_.end_object();
  }

  std::string description_of(const option& row, const field& value) const {
    std::string text{row.text};
    if (const auto range = range_of(row, value); !range.empty()) {
      text += " Range: " + range + ".";
    }
    if (row.only_for) {
      text += " Only for kind " +
              quote(names_of(*row.only_for)[static_cast<std::size_t>(*row.only_for)]) + ".";
    }
    return text + " A change takes effect: " + std::string{effect_text(effect_of(row))} + ".";
  }

  void write_type(const option&, const bool*) { json_.text("type", "boolean"); }
  void write_type(const option&, const std::string*) { json_.text("type", "string"); }

  void write_type(const option&, const std::vector<std::string>*) {
    json_.text("type", "array");
    json_.raw("items", R"({"type":"string"})");
  }

  void write_type(const option&, const std::chrono::milliseconds*) {
    json_.text("type", "string");
    json_.text("pattern", "^[0-9]+(ms|s|m|h)$");
  }

  void write_type(const option& row, const double*) {
    json_.text("type", "number");
    json_.decimal("minimum", row.allowed->least);
    json_.decimal("maximum", row.allowed->most);
  }

  template <class T>
  void write_type(const option& row, const T*) {
    if constexpr (std::is_enum_v<T>) {
      json_.begin_array("enum");
      for (const auto name : names_of(T{})) {
        json_.text(name);
      }
      json_.end_array();
    } else if (row.counts == unit::bytes) {
      json_.raw("type", R"(["integer","string"])");
      json_.text("pattern", "^[0-9]+(B|KiB|MiB|GiB)?$");
      write_whole_range(row);
    } else {
      json_.text("type", "integer");
      write_whole_range(row);
    }
  }

  void write_whole_range(const option& row) {
    json_.number("minimum", static_cast<std::uint64_t>(row.allowed->least));
    json_.number("maximum", static_cast<std::uint64_t>(row.allowed->most));
  }

  net::json_writer json_;
  settings defaults_;
};

}  // namespace

void write_config_schema(std::ostream& out) {
  std::string text;
  schema_writer{text}.write();
  out << text << '\n';
}

}  // namespace aurawell::config
