#include "config/settings/command_tree.hpp"

#include <cstddef>

#include "config/settings/command_app.hpp"

namespace aurawell::config {
namespace {

command_option describe_option(const CLI::Option& option) {
  command_option described;
  for (const auto& name : option.get_snames()) {
    described.names.push_back("-" + name);
  }
  for (const auto& name : option.get_lnames()) {
    described.names.push_back("--" + name);
  }
  described.value = option.get_type_size() == 0 ? "" : option.get_type_name();
  described.text = option.get_description();
  described.required = option.get_required();
  return described;
}

command_node describe_command(const CLI::App& app) {
  command_node described{app.get_name(), app.get_description(), {}};
  for (const auto* option : app.get_options()) {
    described.options.push_back(describe_option(*option));
  }
  return described;
}

}  // namespace

command_tree describe_commands() {
  command_line unused;
  const command_app all{unused};
  command_tree tree{describe_command(all.app), {}};
  tree.program.name.clear();
  for (const auto* command : all.app.get_subcommands([](const CLI::App*) { return true; })) {
    tree.commands.push_back(describe_command(*command));
  }
  return tree;
}

std::vector<std::string> choices_of(const command_option& option) {
  if (option.value.find('|') == std::string::npos) {
    return {};
  }
  return CLI::detail::split(option.value, '|');
}

}  // namespace aurawell::config
