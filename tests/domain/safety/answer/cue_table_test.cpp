#include "domain/safety/answer/cue_table.hpp"

#include <gmock/gmock.h>

#include <string>

#include "domain/text/phrase_text.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::size_t size_at(std::string_view text) {
  return cue_table::instance().at(text).size;
}

TEST(cue_table, has_each_word_of_the_lists_with_its_meaning) {
  for (const auto lists : {chinese_cues(), english_cues(), substance_cues()}) {
    for (const cue_words& list : lists) {
      for_each_phrase(list.spellings, [&](std::string_view written) {
        const std::string word = phrase_text(written);
        for (const std::string& text : {word, word + " ", word + "。"}) {
          const auto found = cue_table::instance().at(text);
          EXPECT_EQ(text.substr(0, found.size), word);
          EXPECT_THAT(std::vector<cue>(found.meanings.begin(), found.meanings.end()),
                      Contains(list.which));
        }
      });
    }
  }
}

TEST(cue_table, finds_the_longest_word_that_ends_with_a_word_of_the_text) {
  EXPECT_EQ(size_at("no need to call"), std::string_view{"no need to"}.size());
  EXPECT_EQ(size_at("no needle"), std::string_view{"no"}.size());
  EXPECT_EQ(size_at("911"), 3U);
  EXPECT_EQ(size_at("9112"), 0U);
  EXPECT_EQ(size_at("g"), 1U);
  EXPECT_EQ(size_at("g2"), 1U);
  EXPECT_EQ(size_at("gx"), 0U);
}

TEST(cue_table, finds_nothing_in_other_text) {
  for (const std::string_view text : {"", " no", "\xFF", "\xE4", "zebra"}) {
    EXPECT_EQ(size_at(text), 0U) << text;
    EXPECT_THAT(cue_table::instance().at(text).meanings, IsEmpty()) << text;
  }
  EXPECT_EQ(size_at(std::string_view{"\0no", 3}), 0U);
}

TEST(cue_table, gives_each_meaning_of_a_word) {
  const auto found = cue_table::instance().at("911").meanings;
  EXPECT_THAT(std::vector<cue>(found.begin(), found.end()),
              ElementsAre(cue::help, cue::grave_help));
}

}  // namespace
}  // namespace aurawell::safety
