#include "config/settings/command_line.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace aurawell::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct parsed {
  explicit parsed(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "aurawell");
    outcome = parse_command_line(static_cast<int>(arguments.size()), arguments.data(), out, err);
  }
  const command_line& wish() const { return std::get<command_line>(outcome); }
  int exit_code() const { return std::get<int>(outcome); }

  std::ostringstream out;
  std::ostringstream err;
  std::variant<command_line, int> outcome;
};

TEST(command_line, without_arguments_serves_with_defaults) {
  const parsed nothing{{}};
  EXPECT_EQ(nothing.wish().action, command::serve);
  EXPECT_EQ(nothing.wish().config_file, "");
  EXPECT_THAT(nothing.wish().set, IsEmpty());
}

TEST(command_line, shows_the_common_options_in_the_help_of_each_command) {
  const std::string common =
      "  -c,--config FILE            Settings file (TOML)\n"
      "  --set KEY=VALUE ...         Set one key; may be repeated\n";
  EXPECT_THAT(parsed{{"--help"}}.out.str(), HasSubstr("Options:\n"));
  EXPECT_THAT(parsed{{"--help"}}.out.str(), HasSubstr(common));
  for (const auto* name : {"serve", "check-config", "config-doc", "token", "rekey"}) {
    const parsed help{{name, "--help"}};
    EXPECT_EQ(help.exit_code(), 0);
    EXPECT_THAT(help.out.str(), HasSubstr("\n\nCommon options:\n" + common + "\nSettings come"))
        << name;
  }
}

TEST(command_line, knows_its_commands) {
  EXPECT_EQ(parsed{{"serve"}}.wish().action, command::serve);
  EXPECT_EQ(parsed{{"check-config"}}.wish().action, command::check_config);
  EXPECT_EQ(parsed{{"config-doc"}}.wish().action, command::config_doc);
  EXPECT_EQ(parsed{{"rekey"}}.wish().action, command::rekey);
  EXPECT_EQ(parsed{{"--version"}}.wish().action, command::version);
}

TEST(command_line, wants_to_know_whose_token_to_print) {
  const parsed token{{"token", "--user", "ann", "--ttl", "1h", "--config", "a.toml"}};
  EXPECT_EQ(token.wish().action, command::token);
  EXPECT_EQ(token.wish().user, "ann");
  EXPECT_EQ(token.wish().token_ttl, "1h");
  EXPECT_EQ(token.wish().config_file, "a.toml");
  const parsed nobody{{"token"}};
  EXPECT_EQ(nobody.exit_code(), 2);
  EXPECT_THAT(nobody.err.str(), HasSubstr("--user"));
}

TEST(command_line, restores_at_a_loss_only_when_told_so) {
  EXPECT_FALSE((parsed{{"restore", "a.db"}}.wish().accept_loss));
  EXPECT_TRUE((parsed{{"restore", "a.db", "--accept-loss"}}.wish().accept_loss));
  EXPECT_EQ((parsed{{"backup", "a.db", "--accept-loss"}}.exit_code()), 2);
}

TEST(command_line, takes_options_before_and_after_the_command) {
  const parsed before{{"--config", "a.toml", "--set", "a=1", "--set", "b=2", "check-config"}};
  const parsed after{{"check-config", "--config=a.toml", "--set", "a=1", "--set=b=2"}};
  for (const auto* both : {&before, &after}) {
    EXPECT_EQ(both->wish().action, command::check_config);
    EXPECT_EQ(both->wish().config_file, "a.toml");
    EXPECT_THAT(both->wish().set, ElementsAre("a=1", "b=2"));
  }
}

TEST(command_line, passes_values_on_as_they_are) {
  const parsed odd{{"--set", "pools.health_chat.providers=a,b", "--set", "x= [1] \"q\" "}};
  EXPECT_THAT(odd.wish().set, ElementsAre("pools.health_chat.providers=a,b", "x= [1] \"q\" "));
}

TEST(command_line, help_shows_commands_and_examples_and_is_no_error) {
  for (const char* flag : {"--help", "-h", "help"}) {
    const parsed help{{flag}};
    EXPECT_EQ(help.exit_code(), 0);
    EXPECT_THAT(help.out.str(), HasSubstr("check-config"));
    EXPECT_THAT(help.out.str(), HasSubstr("Examples:"));
    EXPECT_THAT(help.out.str(), HasSubstr("AURAWELL_SERVER__PORT"));
    EXPECT_EQ(help.err.str(), "");
  }
  EXPECT_EQ((parsed{{"check-config", "--help"}}.exit_code()), 0);
}

TEST(command_line, shows_in_the_help_of_each_command_its_own_examples_only) {
  for (const auto* name :
       {"serve", "check-config", "config-doc", "man-page", "completion", "token", "reset-password",
        "rekey", "backup", "restore", "compact", "copy-store", "verify", "screen"}) {
    const auto text = parsed{{name, "--help"}}.out.str();
    const auto begin = text.find("Examples:\n");
    ASSERT_NE(begin, std::string::npos) << name;
    std::istringstream lines{text.substr(begin, text.find("Exit codes:") - begin)};
    int count = 0;
    for (std::string line; std::getline(lines, line);) {
      const auto at = line.find("aurawell ");
      if (line.starts_with("  ") && line[2] != ' ' && at != std::string::npos &&
          std::string{name} != "serve") {
        EXPECT_EQ(line.find(name, at), at + 9) << line;
        ++count;
      }
    }
    EXPECT_TRUE(count > 0 || std::string{name} == "serve") << name;
  }
  const auto serve = parsed{{"serve", "--help"}}.out.str();
  EXPECT_THAT(serve, HasSubstr("serve on https://127.0.0.1:8000"));
  EXPECT_THAT(serve, testing::Not(HasSubstr("aurawell token")));
}

TEST(command_line, mistakes_end_with_two_and_a_hint) {
  for (const auto& arguments : std::vector<std::vector<const char*>>{{"srve"},
                                                                     {"--port", "80"},
                                                                     {"--set"},
                                                                     {"--config"},
                                                                     {"serve", "config-doc"},
                                                                     {"serve", "extra"}}) {
    const parsed mistake{arguments};
    ASSERT_EQ(mistake.outcome.index(), 1u) << arguments.front();
    EXPECT_EQ(mistake.exit_code(), exit_bad_usage);
    EXPECT_THAT(mistake.err.str(), HasSubstr("Try: aurawell --help"));
    EXPECT_EQ(mistake.out.str(), "");
  }
  EXPECT_THAT((parsed{{"srve"}}.err.str()), HasSubstr("srve"));
}

TEST(command_line, version_is_one_line) {
  std::ostringstream out;
  print_version(out);
  EXPECT_THAT(out.str(), testing::MatchesRegex("aurawell [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace aurawell::config
