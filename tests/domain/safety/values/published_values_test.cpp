#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "domain/safety/values/read_values.hpp"
#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {
namespace {

struct row {
  finding_set proves;
  std::string language;
  std::string text;
  int line = 0;
};

finding_set findings_named(std::string names) {
  finding_set set;
  for (names += ','; !names.empty(); names.erase(0, names.find(',') + 1)) {
    const auto which = finding_from_name(names.substr(0, names.find(',')));
    if (which) {
      set.set(static_cast<std::size_t>(*which));
    }
  }
  return set;
}

// Findings, language and text, separated by tabs; `#` begins a comment.
std::vector<row> all_rows() {
  std::vector<row> rows;
  std::ifstream file{VALUES_FILE};
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    const finding_set proves = findings_named(line.substr(0, first));
    if (second == std::string::npos || (proves.none() && line.substr(0, first) != "-")) {
      ADD_FAILURE() << "not understood, line " << number << ": " << line;
      continue;
    }
    rows.push_back(
        {proves, line.substr(first + 1, second - first - 1), line.substr(second + 1), number});
  }
  return rows;
}

std::string measured_names(const finding_set& found) {
  std::string names;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      names += std::string{name_of(static_cast<finding>(i))} + " ";
    }
  }
  return names;
}

finding_set found_in(const std::string& text) {
  return read_values(phrase_text(text), std::nullopt, {}).found;
}

TEST(published_values, prove_what_is_published_and_nothing_graver) {
  for (const row& each : all_rows()) {
    const finding_set found = found_in(each.text);
    EXPECT_EQ(found & each.proves, each.proves)
        << VALUES_FILE << ":" << each.line << ": " << each.text
        << "\nfound: " << measured_names(found);
    EXPECT_EQ(level_of(found), level_of(each.proves))
        << VALUES_FILE << ":" << each.line << ": " << each.text
        << "\nfound: " << measured_names(found);
  }
}

TEST(published_values, cover_both_languages_and_as_much_that_is_harmless) {
  int harmless = 0;
  int chinese = 0;
  const auto rows = all_rows();
  for (const row& each : rows) {
    harmless += each.proves.none() ? 1 : 0;
    chinese += each.language == "zh" ? 1 : 0;
  }
  const int count = static_cast<int>(rows.size());
  EXPECT_GE(count, 250);
  EXPECT_GE(harmless * 5, count * 2);
  EXPECT_GE(chinese * 3, count);
  EXPECT_LE(chinese * 3, count * 2);
}

TEST(published_values, prove_the_same_within_a_longer_message) {
  for (const row& each : all_rows()) {
    for (const std::string& message :
         {"你好，我想问一下。" + each.text + "。谢谢，另外早餐吃什么好？",
          "Hello there. " + each.text + ". Also, what is good for breakfast?"}) {
      EXPECT_EQ(level_of(found_in(message)), level_of(each.proves)) << message;
    }
  }
}

TEST(published_values, prove_the_same_in_capitals) {
  for (const row& each : all_rows()) {
    std::string capitals = each.text;
    for (char& c : capitals) {
      c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    EXPECT_EQ(level_of(found_in(capitals)), level_of(each.proves)) << capitals;
  }
}

}  // namespace
}  // namespace aurawell::safety
