// Real bash runs the script.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/reference/completion_writer.hpp"
#include "config/settings/options.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

class bash_completion : public testing::Test {
 protected:
  bash_completion() {
    std::ofstream script{folder / "aurawell.bash"};
    write_bash_completion(script);
  }

  /// The lines that bash prints, its messages included, in the folder of the test.
  std::vector<std::string> bash(const std::string& commands) const {
    std::ofstream{folder / "test.bash"} << "source ./aurawell.bash\n" << commands;
    const auto call = "cd '" + std::string{folder / ""} + "' && bash --norc test.bash 2>&1";
    std::FILE* pipe = popen(call.c_str(), "r");
    std::string text;
    std::array<char, 4096> bytes{};
    for (std::size_t count = fread(bytes.data(), 1, bytes.size(), pipe); count > 0;
         count = fread(bytes.data(), 1, bytes.size(), pipe)) {
      text.append(bytes.data(), count);
    }
    EXPECT_EQ(pclose(pipe), 0) << text;
    std::vector<std::string> lines;
    std::istringstream all{text};
    for (std::string line; std::getline(all, line);) {
      lines.push_back(line);
    }
    return lines;
  }

  /// What completes the last word of the line.
  std::vector<std::string> words(const std::string& line, const std::string& breaks = "=") const {
    return bash("COMP_WORDBREAKS='" + breaks + "'\nCOMP_LINE='" + line +
                "'\nCOMP_POINT=${#COMP_LINE}\n_aurawell\n"
                "[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"\n");
  }

  test_support::temp_folder folder;
};

TEST_F(bash_completion, is_registered_for_the_program) {
  EXPECT_THAT(bash("complete -p aurawell\n"), ElementsAre("complete -F _aurawell aurawell"));
}

TEST_F(bash_completion, knows_commands_and_options) {
  EXPECT_THAT(words("aurawell "), IsSupersetOf({"serve", "check-config", "completion", "help"}));
  EXPECT_THAT(words("aurawell che"), ElementsAre("check-config"));
  EXPECT_THAT(words("aurawell --set server.port=1 -c f che"), ElementsAre("check-config"));
  EXPECT_THAT(words("aurawell --v"), ElementsAre("--version"));
  EXPECT_THAT(words("aurawell check-config --"), IsSupersetOf({"--diff", "--config", "--set"}));
  EXPECT_THAT(words("aurawell config-doc --format "), ElementsAre("markdown", "json-schema"));
  EXPECT_THAT(words("aurawell completion "), ElementsAre("bash", "zsh", "fish"));
  EXPECT_THAT(words("aurawell token --user a"), IsEmpty());
  EXPECT_THAT(words("aurawell serve x"), IsEmpty());
}

TEST_F(bash_completion, knows_files) {
  std::ofstream{folder / "a b.toml"} << "";
  std::ofstream{folder / "ab.toml"} << "";
  for (const char* line :
       {"aurawell -c ab", "aurawell serve --config ab", "aurawell check-config --diff ab",
        "aurawell verify ab", "aurawell --config=ab"}) {
    EXPECT_THAT(words(line), ElementsAre("ab.toml")) << line;
  }
  EXPECT_THAT(words("aurawell -c a"), IsSupersetOf({"a b.toml", "ab.toml"}));
}

TEST_F(bash_completion, knows_files_behind_keys_of_files) {
  std::ofstream{folder / "cert.pem"} << "";
  EXPECT_THAT(words("aurawell --set server.tls.certificate_file=ce"), ElementsAre("cert.pem"));
  EXPECT_THAT(words("aurawell serve --set=auth.jwks_file=ce"), ElementsAre("cert.pem"));
  EXPECT_THAT(words("aurawell --set providers.my_own.ca_bundle_file=ce"), ElementsAre("cert.pem"));
  EXPECT_THAT(words("aurawell --set server.tls.certificate_file=ce", " "),
              ElementsAre("server.tls.certificate_file=cert.pem"));
  EXPECT_THAT(words("aurawell --set server.host=ce"), IsEmpty());
}

TEST_F(bash_completion, knows_keys_and_their_choices) {
  EXPECT_THAT(words("aurawell --set auth.mo"), ElementsAre("auth.mode="));
  EXPECT_THAT(words("aurawell serve --set auth.mode="), ElementsAre("open", "jwt"));
  EXPECT_THAT(words("aurawell serve --set auth.mode=j"), ElementsAre("jwt"));
  EXPECT_THAT(words("aurawell --set=auth.mode=j"), ElementsAre("jwt"));
  EXPECT_THAT(words("aurawell --set=auth.mo"), ElementsAre("auth.mode="));
  EXPECT_THAT(words("aurawell --set admin.enabled="), ElementsAre("true", "false"));
  EXPECT_THAT(words("aurawell --set server.port="), IsEmpty());
  const auto models = words("aurawell --set providers.");
  EXPECT_THAT(models, IsSupersetOf({"providers.deepseek.kind=", "providers.offline.kind="}));
  EXPECT_THAT(words("aurawell --set providers.my_own.brea"),
              Contains("providers.my_own.breaker.window="));
  EXPECT_THAT(words("aurawell --set providers.my_own.kind="), ElementsAre("openai", "offline"));
}

TEST_F(bash_completion, completes_whole_words_where_an_equals_sign_breaks_none) {
  EXPECT_THAT(words("aurawell --set auth.mode=j", " "), ElementsAre("auth.mode=jwt"));
  EXPECT_THAT(words("aurawell --set=auth.mode=j", " "), ElementsAre("--set=auth.mode=jwt"));
}

TEST_F(bash_completion, knows_every_setting_but_no_secret) {
  const auto all = words("aurawell --set ");
  settings in;
  for (const auto& row : all_options()) {
    for (const auto& instance : instances_of(row.section, in)) {
      const auto word = key_of(row, instance) + '=';
      if (row.secret) {
        EXPECT_THAT(all, Not(Contains(word)));
      } else {
        EXPECT_THAT(all, Contains(word));
      }
    }
  }
}

}  // namespace
}  // namespace aurawell::config
