#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <regex>
#include <string>
#include <string_view>

#include "domain/language.hpp"

namespace aurawell::safety {

/// Characters, not bytes.
inline std::size_t characters_of(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1U : 0U;
  }
  return count;
}

/// A number with a unit that medicines come in.
inline bool names_dose(std::string_view text) {
  static const std::regex dose{
      "([0-9]|一|二|两|三|四|五|六|八|十|半)\\s*"
      "(mg|mcg|µg|ug|ml|mL|IU|g\\b|毫克|微克|毫升|单位|片|粒|颗药|丸|喷|滴|袋)|"
      "([0-9]|\\b(one|two|three|half an?))\\s*"
      "(tablets?|pills?|capsules?|puffs?|sprays?|drops?|units?|milligrams?|grams?|teaspoons?)\\b"};
  return std::regex_search(text.begin(), text.end(), dose);
}

/// Checks that both languages have a text, with at most `most_zh` and `most_en` characters and no
/// dose.
inline void expect_speaks(const bilingual& text, std::size_t most_zh, std::size_t most_en,
                          std::string_view place) {
  for (const auto lang : {language::zh, language::en}) {
    const std::string_view words = text.in(lang);
    const std::size_t length = characters_of(words);
    EXPECT_GT(length, 1U) << place;
    EXPECT_LE(length, lang == language::zh ? most_zh : most_en) << place << ": " << words;
    EXPECT_FALSE(names_dose(words)) << place << ": " << words;
  }
  EXPECT_LT(text.zh.find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9"), text.zh.size()) << place;
  EXPECT_EQ(text.en.find_first_of("\xE4\xE5\xE6\xE7\xE8\xE9"), std::string_view::npos) << place;
}

}  // namespace aurawell::safety
