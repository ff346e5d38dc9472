#include "domain/safety/young_line.hpp"

#include <gtest/gtest.h>

#include "domain/safety/first_minutes/first_minutes.hpp"
#include "tests/domain/safety/sets.hpp"
#include "tests/domain/safety/spoken_text.hpp"

namespace aurawell::safety {
namespace {

TEST(young_line, is_said_below_its_age_only) {
  for (const auto lang : {language::zh, language::en}) {
    EXPECT_FALSE(line_for_young(finding::self_harm, 17, lang).empty());
    EXPECT_TRUE(line_for_young(finding::self_harm, 18, lang).empty());
    EXPECT_FALSE(line_for_young(finding::unconscious, 12, lang).empty());
    EXPECT_TRUE(line_for_young(finding::unconscious, 13, lang).empty());
    EXPECT_TRUE(line_for_young(finding::unconscious, std::nullopt, lang).empty());
    EXPECT_TRUE(line_for_young(finding::stroke, 3, lang).empty());
  }
}

TEST(young_line, is_short_and_names_no_dose) {
  for (const finding each : findings_at(true)) {
    const bilingual text{line_for_young(each, 5, language::zh),
                         line_for_young(each, 5, language::en)};
    if (!text.zh.empty()) {
      expect_speaks(text, 85, 190, name_of(each));
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
