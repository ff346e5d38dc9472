#include "config/settings/command_app.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aurawell::config {
namespace {

constexpr const char* command_summary =
    "AuraWell answers questions about health, live, to browsers and apps that connect by "
    "WebSocket.";

constexpr const char* settings_note =
    R"(Settings come from the built-in defaults, then the file, then environment variables
such as AURAWELL_SERVER__PORT, then --set; the later ones win.)";

constexpr const char* exit_codes =
    R"(Exit codes: 0 done, 1 failed while running, 2 wrong command line or settings,
3 a restart is needed (check-config --diff).)";

struct example {
  std::string_view command;
  std::string_view line;
  std::string_view text;
};

constexpr example examples[] = {
    {"serve", "aurawell", "serve on http://127.0.0.1:8000 without any set-up"},
    {"serve", "aurawell --set server.port=9000", "the same on another port"},
    {"serve",
     "aurawell --set server.tls.certificate_file=cert.pem --set "
     "server.tls.private_key_file=key.pem",
     "serve on https://127.0.0.1:8000"},
    {"serve", "aurawell serve --config aurawell.toml", "with a settings file"},
    {"serve", "aurawell serve --config aurawell.toml --take-over",
     "in the place of the process that serves"},
    {"check-config", "aurawell check-config --config aurawell.toml",
     "show what would be in force, or what is wrong"},
    {"check-config", "aurawell check-config --config new.toml --diff old.toml",
     "what differs, and what needs a restart"},
    {"token", "aurawell token --user ann --ttl 1h",
     "a token for ann, signed with the secret of the settings"},
    {"config-doc", "aurawell config-doc > configuration.md",
     "every setting with default, range and meaning"},
    {"config-doc", "aurawell config-doc --format json-schema > aurawell.schema.json",
     "for editors that complete and check settings files"},
    {"man-page", "aurawell man-page > aurawell.1", "the manual page"},
    {"completion", "source <(aurawell completion bash)",
     "complete commands, files and settings in this shell"},
    {"reset-password", "aurawell reset-password --user ann",
     "a code by which ann can set a new password, once"},
    {"rekey", "aurawell rekey --config aurawell.toml", "after a new encryption key was put first"},
    {"backup", "aurawell backup /backup/aurawell.db",
     "a copy of the database, while the service runs"},
    {"restore", "aurawell restore /backup/aurawell.db", "with that copy, while it is stopped"},
    {"compact", "aurawell compact --config aurawell.toml", "after much was removed"},
    {"copy-store", "aurawell copy-store sqlite:data/aurawell.db postgresql://aurawell@db/aurawell",
     "to move to PostgreSQL, or back"},
    {"verify", "aurawell verify /backup/aurawell.db", "whether a copy can be used"},
    {"screen", "aurawell screen cases.tsv --misses",
     "how the safety screen does on messages of your own"},
};

/// The examples of one command; of all for an empty name.
std::string examples_of(std::string_view command) {
  constexpr std::size_t column = 45;
  std::string text = "Examples:";
  for (const auto& one : examples) {
    if (command.empty() || command == one.command) {
      const auto line = "  " + std::string{one.line};
      text += '\n' + line;
      text += line.size() < column ? std::string(column - line.size(), ' ')
                                   : '\n' + std::string(column, ' ');
      text += one.text;
    }
  }
  return text;
}

std::string footer_of_program() {
  return std::string{settings_note} + "\n\n" + examples_of("") + "\n\n" + exit_codes;
}

/// The options that each command takes, aligned with its own, and its examples.
std::string footer_of(std::string_view command, std::vector<const CLI::Option*> common) {
  auto text = CLI::Formatter{}.make_group("Common options", false, std::move(common));
  text.erase(0, text.find_first_not_of('\n'));
  return text + '\n' + settings_note + "\n\n" + examples_of(command) + "\n\n" + exit_codes;
}

/// Lets the option have one of the words of its type name, such as "bash|zsh|fish".
CLI::Option* only_choices(CLI::Option* option, std::vector<std::string> words) {
  option->type_name(CLI::detail::join(words, "|"));
  return option->check([words = std::move(words)](const std::string& given) {
    const bool known = std::find(words.begin(), words.end(), given) != words.end();
    return known ? "" : "must be " + CLI::detail::join(words, " or ") + ", found " + given;
  });
}

}  // namespace

command_app::command_app(command_line& wish) : app{command_summary, "aurawell"}, wish_{&wish} {
  app.footer(footer_of_program());
  app.require_subcommand(0, 1);
  file = app.add_option("-c,--config", wish.config_file, "Settings file (TOML)")->type_name("FILE");
  set = app.add_option("--set", wish.set, "Set one key; may be repeated")
            ->type_name("KEY=VALUE")
            ->allow_extra_args(false);
  app.add_flag("--version", version_, "Print the version and leave");
  add("serve", "Serve until told to stop (the default)", command::serve)
      ->add_flag("--take-over", wish.take_over,
                 "Take over from the process that serves at takeover.socket, without a refused "
                 "client; with no such process, start as usual");
  add_settings_commands();
  add_account_commands();
  add_storage_commands();
  add_screen_command();
  help_ = app.add_subcommand("help", "Print this help");
}

void command_app::parse(int argc, const char* const* argv) {
  app.parse(argc, argv);
  if (help_->parsed()) {
    // Otherwise it prints the help of the parsed command.
    app.clear();
    throw CLI::CallForHelp{};
  }
  if (version_) {
    wish_->action = command::version;
  }
}

CLI::App* command_app::add(const char* name, const char* text, command action) {
  auto* added = app.add_subcommand(name, text);
  added->fallthrough();
  added->footer(footer_of(name, {file, set}));
  added->callback([this, action] { wish_->action = action; });
  return added;
}

CLI::Option* command_app::add_file(CLI::App* to, const char* text) {
  return to->add_option("file", wish_->file, text)->type_name("FILE");
}

void command_app::add_settings_commands() {
  add("check-config", "Print the settings in force, or what is wrong with them",
      command::check_config)
      ->add_option("--diff", wish_->compared_file,
                   "Print only what differs from this settings file, and when each change takes "
                   "effect")
      ->type_name("FILE")
      ->check([](const std::string& given) { return given.empty() ? "names no file" : ""; });
  only_choices(add("config-doc", "Print the documentation of all settings", command::config_doc)
                   ->add_option("--format", wish_->format,
                                "Markdown (the default), or a schema for editors"),
               {"markdown", "json-schema"});
  add("man-page", "Print the manual page", command::man_page);
  only_choices(
      add("completion", "Print what makes a shell complete the command line", command::completion)
          ->add_option("shell", wish_->format, "The shell")
          ->required(),
      {"bash", "zsh", "fish"});
}

void command_app::add_account_commands() {
  auto* token = add("token", "Print a token for a user, for trials and scripts", command::token);
  token->add_option("--user", wish_->user, "Whose token it is")->type_name("ID")->required();
  token->add_option("--ttl", wish_->token_ttl, "How long it counts (default: auth.token_ttl)")
      ->type_name("DURATION");
  add("reset-password", "Print a code by which a user can set a new password, once",
      command::reset_password)
      ->add_option("--user", wish_->user, "User name, address or id of the account")
      ->type_name("ID")
      ->required();
}

void command_app::add_storage_commands() {
  add("rekey", "Seal the database anew with the newest encryption key", command::rekey);
  add_file(add("backup", "Copy the database into a file; the service may run", command::back_up),
           "A new file")
      ->required();
  auto* restore =
      add("restore", "Put a backup in the place of the database; stop the service first",
          command::restore);
  add_file(restore, "A backup")->required();
  restore->add_flag("--accept-loss", wish_->accept_loss,
                    "Also when the present database is missing or damaged: then users who were "
                    "erased, logins that were revoked and access that was withdrawn since the "
                    "backup was made may come back");
  add("compact",
      "Write the database anew, without remains of what was removed; the service may run",
      command::compact);
  auto* copy =
      add("copy-store",
          "Copy all rows of a database to an empty one of any kind; stop the service first",
          command::copy_store);
  copy->add_option("from", wish_->copy_from, "URL of a database, as storage.url")
      ->type_name("FROM")
      ->required();
  copy->add_option("to", wish_->copy_to, "URL of an empty database")->type_name("TO")->required();
  add_file(
      add("verify", "Look for damage, and whether the keys open what is sealed", command::verify),
      "A database, a backup or a spool (default: those of the settings)");
}

void command_app::add_screen_command() {
  auto* screen = add("screen", "Score the safety screen on a list of messages; needs no settings",
                     command::screen);
  add_file(screen,
           "Lines of level, TAB, text; with a finding, or a finding and a kind, between them; "
           "or texts alone. - reads them from standard input")
      ->required();
  screen->add_flag("--misses", wish_->misses,
                   "Each missed or falsely alarmed line: what was wanted and what was found");
}

}  // namespace aurawell::config
