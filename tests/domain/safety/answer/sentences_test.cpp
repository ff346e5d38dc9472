#include "domain/safety/answer/sentences.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace aurawell::safety {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts_of(std::string_view answer) {
  std::vector<std::string> texts;
  for_each_sentence(answer, [&](const sentence& each) { texts.emplace_back(each.text); });
  return texts;
}

std::vector<line_kind> kinds_of(std::string_view answer) {
  std::vector<line_kind> kinds;
  for_each_sentence(answer, [&](const sentence& each) { kinds.push_back(each.line); });
  return kinds;
}

TEST(sentences, end_with_their_marks_and_lines) {
  EXPECT_THAT(texts_of("Rest. Drink water! Call?\nNow"),
              ElementsAre("rest", "drink water", "call", "now"));
  EXPECT_THAT(texts_of("休息。多喝水！好吗？\n现在"),
              ElementsAre("休息", "多喝水", "好吗", "现在"));
}

TEST(sentences, keep_numbers_whole) {
  EXPECT_THAT(texts_of("Take 0.5 g or 1,000 mg."), ElementsAre("take 0.5 g or 1000 mg"));
}

TEST(sentences, lose_marks_of_markdown_and_apostrophes) {
  EXPECT_THAT(texts_of("**Don’t** `stop` it"), ElementsAre("dont stop it"));
  EXPECT_THAT(texts_of("吃 **两片** 布洛芬"), ElementsAre("吃两片布洛芬"));
}

TEST(sentences, have_commas_between_clauses_and_quotes_of_one_kind) {
  EXPECT_THAT(texts_of("a; b (c) “d”"), ElementsAre("a, b ,c, \"d\""));
  EXPECT_THAT(texts_of("一，二；三「四」"), ElementsAre("一,二,三\"四\""));
}

TEST(sentences, know_questions) {
  std::vector<bool> asked;
  for_each_sentence("真的吗？是。Really? Yes.",
                    [&](const sentence& each) { asked.push_back(each.is_question); });
  EXPECT_THAT(asked, ElementsAre(true, false, true, false));
}

TEST(sentences, know_their_lines) {
  EXPECT_THAT(
      kinds_of("# A\nb\n- c\n1. d\n| e |\nf:\n**g**\nh **i** j"),
      ElementsAre(line_kind::heading, line_kind::plain, line_kind::item, line_kind::item,
                  line_kind::item, line_kind::introduction, line_kind::heading, line_kind::plain));
}

TEST(sentences, leave_out_quoted_blocks) {
  EXPECT_THAT(texts_of("> I took two\nRest"), ElementsAre("rest"));
  EXPECT_THAT(texts_of("\n \n***\n"), IsEmpty());
}

TEST(sentences, are_cut_where_they_are_too_long) {
  for (const auto& text : texts_of(std::string(5 * longest_sentence, 'x'))) {
    EXPECT_LE(text.size(), longest_sentence + 4);
  }
}

}  // namespace
}  // namespace aurawell::safety
