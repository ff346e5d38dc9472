#include "config/settings/doc_writer.hpp"

#include <algorithm>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "config/settings/options.hpp"
#include "config/settings/value_text.hpp"
#include "config/settings/values.hpp"
#include "domain/text/utf8.hpp"

namespace aurawell::config {
namespace {

using table_row = std::vector<std::string>;

constexpr const char* introduction =
    R"(# Settings

Written by `aurawell config-doc`; a test compares it with the program.

Settings come in four layers, the later ones win: the defaults below, the file given with
`--config FILE` (TOML), environment variables, and `--set key=value`. `aurawell check-config`
shows what is in force and where each value comes from. An unknown key, a wrong type or range,
or settings that contradict each other keep the program from starting: every problem is listed
and the exit code is 2.

On SIGHUP the program that runs reads all layers again. "Change" says when it takes a changed value over: `at once`
for whatever is asked or begins from then on, for `new sessions`, or only after a `restart`.

)";

/// The default settings, with one additional provider such as an operator may add.
settings documented_settings() {
  settings all;
  all.providers["NAME"] = {};
  return all;
}

/// The instance that represents a section with a star.
std::string example_of(std::string_view section) {
  return section == "pools.*" ? "health_chat" : section == "providers.*" ? "NAME" : "";
}

std::string code(const std::string& text) {
  return text.empty() ? "" : "`" + text + "`";
}

/// An unescaped bar would end the cell.
std::string in_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '|' ? "\\|" : std::string{c};
  }
  return out;
}

std::string kind_note(const option& row) {
  if (!row.only_for) {
    return {};
  }
  const auto name = names_of(*row.only_for)[static_cast<std::size_t>(*row.only_for)];
  return " Only for `" + std::string{name} + "`.";
}

table_row describe(const option& row, settings& in) {
  const auto instance = example_of(row.section);
  const auto value = row.access(in, instance);
  const bool has_star = row.section.ends_with(".*");
  const auto key = section_path(row.section, has_star ? "NAME" : "") + "." + std::string{row.name};
  const bool is_choice = type_of(row, value).starts_with('"');
  return {code(std::string{row.name}),
          is_choice ? "choice" : type_of(row, value),
          row.secret ? "" : code(to_toml(row, value)),
          is_choice ? type_of(row, value) : range_of(row, value),
          row.secret ? "" : code(environment_name(key)),
          std::string{effect_text(effect_of(row))},
          in_cell(row.text) + kind_note(row)};
}

/// The first row is the heading; the others have as many cells.
void write_table(std::ostream& out, std::span<const table_row> rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], count_code_points(row[i]));
    }
  }
  const auto write_row = [&](const table_row& row, char filler) {
    out << '|';
    for (std::size_t i = 0; i < widths.size(); ++i) {
      out << ' ' << row[i] << std::string(widths[i] - count_code_points(row[i]), filler) << " |";
    }
    out << '\n';
  };
  write_row(rows.front(), ' ');
  write_row(table_row(widths.size()), '-');
  for (const auto& row : rows.subspan(1)) {
    write_row(row, ' ');
  }
}

void write_introduction(std::ostream& out) {
  const table_row how_to_write[] = {
      {"Type", "In the file", "In the environment and after `--set`"},
      {"duration", R"(`"250ms"`, `"30s"`, `"2m"`, `"1h"`)", "the same without quotes"},
      {"size", R"(`"64KiB"`, `"1MiB"`, `"1GiB"`, or a number of bytes)", "the same without quotes"},
      {"list of texts", R"(`["a", "b"]`)", "`a,b`"},
      {"text", R"(`"text"`)", "the same without quotes"},
      {"number, true or false", "`8`, `0.7`, `true`", "the same"},
  };
  out << introduction;
  write_table(out, how_to_write);
}

/// How a built-in provider differs from one that an operator adds.
std::string peculiarities(const std::string& provider, settings& in) {
  std::string text;
  for (const auto& row : all_options()) {
    if (row.section == "providers.*") {
      const auto own = to_toml(row, row.access(in, provider));
      if (has_effect(row, provider, in) && own != to_toml(row, row.access(in, "NAME"))) {
        text += (text.empty() ? "" : ", ") + ("`" + std::string{row.name}) + " = " + own + "`";
      }
    }
  }
  return text;
}

void write_section(std::ostream& out, const section& known, settings& in) {
  const bool has_star = known.name.ends_with(".*");
  out << "\n## [" << section_path(known.name, has_star ? "NAME" : "") << "]\n\n"
      << known.text << '\n';
  if (known.name == "providers.*") {
    out << "\nTwo are there without being written:\n\n";
    for (const auto& [name, unused] : settings{}.providers) {
      out << "- `" << name << "`: " << peculiarities(name, in) << '\n';
    }
  }
  std::vector<table_row> rows{
      {"Key", "Type", "Default", "Range", "Environment", "Change", "Meaning"}};
  for (const auto& row : all_options()) {
    if (row.section == known.name) {
      rows.push_back(describe(row, in));
    }
  }
  out << '\n';
  write_table(out, rows);
}

}  // namespace

void write_config_doc(std::ostream& out) {
  auto in = documented_settings();
  write_introduction(out);
  for (const auto& known : all_sections()) {
    write_section(out, known, in);
  }
}

}  // namespace aurawell::config
