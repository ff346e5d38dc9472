#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "domain/safety/screen.hpp"

namespace aurawell::safety {
namespace {

struct published_phrase {
  safety_level level = safety_level::routine;
  std::string language;
  std::string text;
  int line = 0;
};

// Level, language and text, separated by tabs; `#` begins a comment.
std::vector<published_phrase> published_phrases() {
  std::vector<published_phrase> phrases;
  std::ifstream file{PHRASES_FILE};
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    const auto level = safety_level_from_string(line.substr(0, first));
    if (!level || first == std::string::npos || second == std::string::npos) {
      ADD_FAILURE() << "not understood, line " << number << ": " << line;
      continue;
    }
    phrases.push_back(
        {*level, line.substr(first + 1, second - first - 1), line.substr(second + 1), number});
  }
  return phrases;
}

std::string finding_names(const finding_set& found) {
  std::string names;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      names += std::string{name_of(static_cast<finding>(i))} + " ";
    }
  }
  return names;
}

// A level that is too low is dangerous, one that is too high is not; neither is accepted for a
// published line.
TEST(published_phrases, are_all_screened_as_published) {
  for (const published_phrase& each : published_phrases()) {
    const screening found = screen(each.text);
    EXPECT_EQ(to_string(found.level), to_string(each.level))
        << PHRASES_FILE << ":" << each.line << ": " << each.text
        << "\nfound: " << finding_names(found.now);
  }
}

TEST(published_phrases, cover_every_level_in_both_languages) {
  std::map<std::string, int> counts;
  for (const published_phrase& each : published_phrases()) {
    ++counts[each.language + " " + std::string{to_string(each.level)}];
  }
  EXPECT_EQ(counts.size(), 8U);
  for (const auto& [kind, count] : counts) {
    EXPECT_GE(count, 25) << kind;
  }
}

TEST(published_phrases, stay_as_grave_within_a_longer_message) {
  for (const published_phrase& each : published_phrases()) {
    if (each.level != safety_level::emergency) {
      continue;
    }
    for (const std::string& message :
         {"你好，我想问一下。" + each.text + "。谢谢，另外早餐吃什么好？",
          "Hello there. " + each.text + ". Also, what should I eat for breakfast?",
          "我没有发烧。" + each.text, "I have no fever. " + each.text}) {
      EXPECT_EQ(to_string(screen(message).level), "emergency") << message;
    }
  }
}

TEST(published_phrases, stay_as_grave_in_capitals_and_full_width_letters) {
  for (const published_phrase& each : published_phrases()) {
    if (each.language != "en" || each.level == safety_level::routine) {
      continue;
    }
    std::string capitals = each.text;
    std::string wide;
    for (char& c : capitals) {
      c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
      const bool letter = c >= 'A' && c <= 'Z';
      wide += letter ? std::string{"\xEF\xBC"} + static_cast<char>(0xA1 + (c - 'A'))
                     : std::string(1, c);
    }
    EXPECT_GE(screen(capitals).level, each.level) << capitals;
    EXPECT_GE(screen(wide).level, each.level) << wide;
  }
}

TEST(published_phrases, stay_as_grave_with_invisible_characters_between) {
  for (const published_phrase& each : published_phrases()) {
    if (each.level != safety_level::emergency) {
      continue;
    }
    std::string text;
    for (const char c : each.text) {
      const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      text += (starts_character ? "\xE2\x80\x8B" : "") + std::string(1, c);
    }
    EXPECT_EQ(to_string(screen(text).level), "emergency") << each.text;
  }
}

}  // namespace
}  // namespace aurawell::safety
