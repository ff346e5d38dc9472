#include "config/commands/screen_command.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* sample_list =
    "emergency\tI can't breathe\n"
    "emergency\tstroke\tWhich vegetables are in season?\n"
    "routine\tHow much water should I drink?\n";

struct outcome {
  int code = 0;
  std::string out;
  std::string err;
};

outcome screen(const std::string& file, bool misses = false, const std::string& input = "") {
  std::istringstream in{input};
  std::ostringstream out;
  std::ostringstream err;
  const int code = screen_command(file, misses, {in, out, err});
  return {code, out.str(), err.str()};
}

class screen_command_test : public testing::Test {
 protected:
  std::string written(const std::string& text) const {
    const std::string file = folder / "list.tsv";
    std::ofstream{file, std::ios::binary} << text;
    return file;
  }

  /// The output of the real program, both streams together.
  static outcome run(const std::string& arguments) {
    outcome ended;
    std::FILE* pipe = popen((AURAWELL_PROGRAM " " + arguments + " 2>&1").c_str(), "r");
    std::array<char, 4096> bytes{};
    for (std::size_t count = fread(bytes.data(), 1, bytes.size(), pipe); count > 0;
         count = fread(bytes.data(), 1, bytes.size(), pipe)) {
      ended.out.append(bytes.data(), count);
    }
    ended.code = WEXITSTATUS(pclose(pipe));
    return ended;
  }

  test_support::temp_folder folder;
};

TEST_F(screen_command_test, scores_a_file) {
  const auto done = screen(written(sample_list));
  EXPECT_EQ(done.code, 0);
  EXPECT_THAT(done.err, IsEmpty());
  EXPECT_THAT(done.out,
              AllOf(HasSubstr("emergency         2       1   50.0 %"),
                    HasSubstr("routine           1       0    0.0 %"), Not(HasSubstr("season"))));
}

TEST_F(screen_command_test, names_the_misses_when_told_to) {
  EXPECT_THAT(screen(written(sample_list), true).out,
              HasSubstr("line 2: wanted emergency (stroke), got routine (none): Which"));
}

TEST_F(screen_command_test, reads_standard_input) {
  const auto done = screen("-", false, "I can't breathe\n");
  EXPECT_EQ(done.code, 0);
  EXPECT_THAT(done.out, HasSubstr("line 1: emergency (breathing"));
}

TEST_F(screen_command_test, tells_of_broken_lines_and_goes_on) {
  std::string text = sample_list;
  for (int i = 0; i < 30; ++i) {
    text += "grave\tx\n";
  }
  const auto done = screen(written(text));
  EXPECT_EQ(done.code, 0);
  EXPECT_THAT(done.err, AllOf(HasSubstr("list.tsv:4: \"grave\" is no level"),
                              HasSubstr("and 10 more such lines")));
  EXPECT_THAT(done.out, HasSubstr("emergency         2"));
}

TEST_F(screen_command_test, fails_without_a_file_or_a_message) {
  for (const auto& file :
       {std::string{folder / "none.tsv"}, std::string{folder / ""}, written("# nothing\n")}) {
    const auto done = screen(file);
    EXPECT_EQ(done.code, 1) << file;
    EXPECT_THAT(done.err, HasSubstr(file));
    EXPECT_THAT(done.out, IsEmpty());
  }
}

TEST_F(screen_command_test, is_a_command_of_the_program_that_needs_no_settings) {
  const auto file = written(sample_list);
  const auto done = run("screen " + file + " --misses");
  EXPECT_EQ(done.code, 0);
  EXPECT_THAT(done.out, AllOf(HasSubstr("line 2: wanted emergency"), HasSubstr("50.0 %")));
  EXPECT_EQ(run("screen - --config /nonexistent.toml < " + file).code, 0);
  EXPECT_EQ(run("screen " + file + ".missing").code, 1);
  EXPECT_EQ(run("screen").code, 2);
  EXPECT_THAT(run("screen --help").out, AllOf(HasSubstr("--misses"), HasSubstr("level, TAB")));
}

}  // namespace
}  // namespace aurawell::config
