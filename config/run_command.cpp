#include "config/run_command.hpp"

#include <iostream>
#include <optional>
#include <variant>
#include <vector>

#include "config/commands/account_commands.hpp"
#include "config/commands/compare_command.hpp"
#include "config/commands/screen_command.hpp"
#include "config/commands/storage_commands.hpp"
#include "config/listener_certificates.hpp"
#include "config/loading/loader.hpp"
#include "config/loading/report.hpp"
#include "config/reference/completion_writer.hpp"
#include "config/reference/man_writer.hpp"
#include "config/reference/schema_writer.hpp"
#include "config/serve_command.hpp"
#include "config/settings/doc_writer.hpp"
#include "config/signal_watch.hpp"

namespace aurawell::config {
namespace {

void write_completion(const std::string& shell) {
  if (shell == "bash") {
    write_bash_completion(std::cout);
  } else if (shell == "zsh") {
    write_zsh_completion(std::cout);
  } else {
    write_fish_completion(std::cout);
  }
}

/// The exit code of a command that needs no settings; nothing for the others.
std::optional<int> run_without_settings(const command_line& wish) {
  switch (wish.action) {
    case command::version: print_version(std::cout); return exit_good;
    case command::config_doc:
      wish.format == "json-schema" ? write_config_schema(std::cout) : write_config_doc(std::cout);
      return exit_good;
    case command::man_page: write_man_page(std::cout); return exit_good;
    case command::completion: write_completion(wish.format); return exit_good;
    case command::screen:
      return screen_command(wish.file, wish.misses, {std::cin, std::cout, std::cerr});
    default: return std::nullopt;
  }
}

int check_config_command(const command_line& wish, const loaded_settings& ready) {
  if (const auto opened = listener_certificates{}.open(ready.values); !opened) {
    print_problems(std::cerr, {{"files", opened.failure().detail}});
    print_problems_of_compared(wish, process_environment(), std::cerr);
    return exit_bad_usage;
  }
  if (!wish.compared_file.empty()) {
    return compare_command(wish, process_environment(), ready, std::cout, std::cerr);
  }
  print_effective(std::cout, ready);
  return exit_good;
}

}  // namespace

int run_command(const command_line& wish) {
  if (wish.action == command::serve) {
    return serve_command(wish);
  }
  signal_watch::release_signals();
  if (const auto done = run_without_settings(wish)) {
    return *done;
  }
  const auto loaded = load_settings(wish, process_environment());
  if (const auto* problems = std::get_if<std::vector<problem>>(&loaded)) {
    print_problems(std::cerr, *problems);
    print_problems_of_compared(wish, process_environment(), std::cerr);
    return exit_bad_usage;
  }
  const auto& ready = std::get<loaded_settings>(loaded);
  switch (wish.action) {
    case command::check_config: return check_config_command(wish, ready);
    case command::token: return print_token(wish, ready.values, std::cout, std::cerr);
    case command::rekey: return rekey_command(ready.values);
    case command::reset_password: return print_reset_code(wish, ready.values, std::cout, std::cerr);
    case command::back_up: return back_up_command(ready.values, wish.file);
    case command::copy_store: return copy_store_command(ready.values, wish.copy_from, wish.copy_to);
    case command::compact: return compact_command(ready.values);
    case command::restore: return restore_command(ready.values, wish.file, wish.accept_loss);
    default: return verify_command(ready.values, wish.file);
  }
}

}  // namespace aurawell::config
