#include "config/reference/man_writer.hpp"

#include <ostream>
#include <string>
#include <string_view>

#include "config/settings/command_tree.hpp"
#include "config/settings/options.hpp"
#include "config/settings/values.hpp"

namespace aurawell::config {
namespace {

constexpr std::string_view settings_text =
    "Settings come from four layers, the later ones win: the defaults, the file of "
    "`--config` (TOML), environment variables, and `--set`. An unknown key, a wrong type or range, "
    "or settings that contradict each other keep the program from starting: every problem is "
    "listed and the exit code is 2. On SIGHUP a running program reads all layers again; behind "
    "each setting stands whether it then takes a change over at once, for new sessions, or only "
    "after a restart.";

constexpr std::string_view environment_text =
    "Each setting, except a secret, can be set by a variable: `AURAWELL_`, then the key in capital "
    "letters, with two underscores for each dot. `AURAWELL_SERVER__PORT` is `server.port`.";

constexpr std::string_view signals_text =
    "SIGTERM stops the service as the settings of `drain` say: it reports that it is not ready, "
    "then takes no more questions, finishes and stores its answers, and closes its connections one "
    "after the other. SIGINT does the same without the notice and without the spread. A second one "
    "ends the process at once. SIGHUP makes it read its settings again.";

/// `text` with `this` in bold. A line cannot begin a request.
std::string troff(std::string_view text) {
  std::string out = "\\&";
  bool bold = false;
  for (const char c : text) {
    switch (c) {
      case '`':
        bold = !bold;
        out += bold ? "\\fB" : "\\fR";
        break;
      case '\\': out += "\\e"; break;
      case '-': out += "\\-"; break;
      case '\'': out += "\\(aq"; break;
      case '"': out += "\\(dq"; break;
      case '^': out += "\\(ha"; break;
      case '~': out += "\\(ti"; break;
      default: out += c;
    }
  }
  return out;
}

void write_entry(std::ostream& out, std::string_view tag, std::string_view text) {
  out << ".TP\n" << troff(tag) << '\n' << troff(text) << '\n';
}

std::string bold_text(const std::string& text) {
  return '`' + text + '`';
}

std::string usage_of(const command_option& option) {
  std::string names;
  for (const auto& name : option.names) {
    names += (names.empty() ? "" : ", ") + bold_text(name);
  }
  return names + (names.empty() || option.value.empty() ? "" : " ") + option.value;
}

void write_options(std::ostream& out, const command_node& command) {
  for (const auto& option : command.options) {
    if (option.names.empty() || option.names.back() != "--help") {
      write_entry(out, usage_of(option), option.text + (option.required ? " (required)." : "."));
    }
  }
}

void write_commands(std::ostream& out, const command_tree& tree) {
  out << ".SH OPTIONS\n";
  write_options(out, tree.program);
  write_entry(out, "`-h`, `--help`", "Print the help of the program, or of a command, and leave.");
  out << ".SH COMMANDS\n";
  for (const auto& command : tree.commands) {
    write_entry(out, bold_text(command.name), command.text + ".");
    if (command.options.size() > 1) {
      out << ".RS\n";
      write_options(out, command);
      out << ".RE\n";
    }
  }
}

void write_setting(std::ostream& out, const option& row, settings& defaults) {
  const auto instances = instances_of(row.section, defaults);
  const auto value = row.access(defaults, instances.back());
  const bool has_name = row.section.ends_with(".*");
  auto facts = type_of(row, value);
  if (const auto range = range_of(row, value); !range.empty()) {
    facts += ", " + range;
  }
  if (!row.secret) {
    facts += ", default " + to_toml(row, value);
  }
  facts += ", change: " + std::string{effect_text(effect_of(row))};
  write_entry(
      out,
      bold_text(section_path(row.section, has_name ? "NAME" : "") + '.' + std::string{row.name}) +
          " (" + facts + ")",
      row.text);
}

void write_settings(std::ostream& out) {
  settings defaults;
  // The defaults of a provider that an operator adds; no other name is behind this one.
  defaults.providers["zz"] = {};
  out << ".SH SETTINGS\n" << troff(settings_text) << '\n';
  for (const auto& known : all_sections()) {
    const bool has_name = known.name.ends_with(".*");
    out << ".SS " << troff('[' + section_path(known.name, has_name ? "NAME" : "") + ']') << '\n'
        << troff(known.text) << '\n';
    for (const auto& row : all_options()) {
      if (row.section == known.name) {
        write_setting(out, row, defaults);
      }
    }
  }
}

void write_exit_codes(std::ostream& out) {
  out << ".SH EXIT STATUS\n";
  write_entry(out, "0", "Done, or stopped by one signal.");
  write_entry(out, "1", "Failed while starting or running.");
  write_entry(out, "2", "Wrong command line or settings; nothing was done.");
  write_entry(out, "3", "`check-config --diff` found a change that needs a restart.");
}

}  // namespace

void write_man_page(std::ostream& out) {
  const auto tree = describe_commands();
  out << ".TH AURAWELL 1 \"\" \"AuraWell " << AURAWELL_VERSION << "\" \"User Commands\"\n"
      << ".SH NAME\naurawell \\- answer questions about health, live\n"
      << ".SH SYNOPSIS\n"
      << troff("`aurawell` [COMMAND] [`--config` FILE] [`--set` KEY=VALUE]... [OPTION]...") << '\n'
      << ".SH DESCRIPTION\n"
      << troff(tree.program.text) << '\n';
  write_commands(out, tree);
  write_settings(out);
  out << ".SH ENVIRONMENT\n" << troff(environment_text) << '\n';
  out << ".SH SIGNALS\n" << troff(signals_text) << '\n';
  write_exit_codes(out);
}

}  // namespace aurawell::config
