#include "config/reference/man_writer.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "config/settings/command_tree.hpp"
#include "config/settings/options.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;

std::string man_page_text() {
  std::ostringstream out;
  write_man_page(out);
  return out.str();
}

std::string in_troff(std::string text) {
  for (auto at = text.find('-'); at != std::string::npos; at = text.find('-', at + 2)) {
    text.insert(at, "\\");
  }
  return text;
}

TEST(man_writer, names_every_command_option_and_setting) {
  const auto text = man_page_text();
  const auto tree = describe_commands();
  for (const auto& command : tree.commands) {
    EXPECT_THAT(text, HasSubstr("\\fB" + in_troff(command.name) + "\\fR"));
    for (const auto& option : command.options) {
      for (const auto& name : option.names) {
        EXPECT_THAT(text, HasSubstr("\\fB" + in_troff(name) + "\\fR"));
      }
    }
  }
  for (const auto& row : all_options()) {
    const bool has_name = row.section.ends_with(".*");
    EXPECT_THAT(text, HasSubstr("\\fB" + section_path(row.section, has_name ? "NAME" : "") + "." +
                                std::string{row.name} + "\\fR ("));
  }
}

TEST(man_writer, writes_known_requests_and_ascii_only) {
  std::istringstream lines{man_page_text()};
  const std::set<std::string> known{".TH", ".SH", ".SS", ".TP", ".RS", ".RE"};
  for (std::string line; std::getline(lines, line);) {
    EXPECT_FALSE(line.empty());
    EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        << line;
    if (line.starts_with('.')) {
      EXPECT_TRUE(known.contains(line.substr(0, 3))) << line;
    } else {
      EXPECT_FALSE(line.starts_with('\'')) << line;
    }
    const auto opened = line.find("\\fB") == std::string::npos;
    EXPECT_EQ(opened, line.find("\\fR") == std::string::npos) << line;
  }
}

// Where groff is installed.
TEST(man_writer, groff_has_no_warning) {
  const test_support::temp_folder folder;
  const std::string file = folder / "aurawell.1";
  std::ofstream{file} << man_page_text();
  const auto call = "! command -v groff >/dev/null || [ -z \"$(groff -man -Tascii -ww -z '" + file +
                    "' 2>&1)\" ]";
  EXPECT_EQ(std::system(call.c_str()), 0);
}

}  // namespace
}  // namespace aurawell::config
