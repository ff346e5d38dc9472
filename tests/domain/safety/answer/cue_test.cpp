#include "domain/safety/answer/cue.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "domain/text/plain_text.hpp"

namespace aurawell::safety {
namespace {

bool finds(std::string_view text, cue which, std::string_view spelling) {
  std::vector<cue_at> found;
  find_cues(text, found);
  return std::any_of(found.begin(), found.end(), [&](const cue_at& each) {
    return each.which == which && text.substr(each.begin, each.end - each.begin) == spelling;
  });
}

TEST(cue, is_found_whole_and_longest) {
  EXPECT_TRUE(finds("there is no need to call", cue::needless, "no need to"));
  EXPECT_FALSE(finds("there is no need to call", cue::denial_here, "no"));
  EXPECT_FALSE(finds("note", cue::denial_here, "no"));
  EXPECT_TRUE(finds("去找药师", cue::neutral, "药师"));
  EXPECT_FALSE(finds("去找药师", cue::medicine, "药"));
}

TEST(cue, is_an_amount_with_the_number_before_it) {
  EXPECT_TRUE(finds("take 400 mg now", cue::mass, "400 mg"));
  EXPECT_TRUE(finds("take two tablets", cue::tablet, "two tablets"));
  EXPECT_TRUE(finds("吃半片", cue::piece, "半片"));
  EXPECT_TRUE(finds("每次10毫升", cue::volume, "10毫升"));
  EXPECT_FALSE(finds("take a tablet", cue::tablet, "a tablet"));
}

TEST(cue, is_no_amount_of_another_unit) {
  EXPECT_TRUE(finds("130 mg/dl", cue::meter, "130 mg/dl"));
  EXPECT_FALSE(finds("130 mg/dl", cue::mass, "130 mg"));
}

TEST(cue, may_begin_with_a_digit) {
  EXPECT_TRUE(finds("call it 911", cue::help, "911"));
  EXPECT_TRUE(finds("911", cue::grave_help, "911"));
  EXPECT_FALSE(finds("9112", cue::help, "911"));
  EXPECT_FALSE(finds("1911", cue::help, "911"));
  EXPECT_TRUE(finds("布洛芬1日3次", cue::every, "1日3次"));
  EXPECT_TRUE(finds("布洛芬1天3次", cue::every, "1天3次"));
}

TEST(cue, takes_medicines_and_foods_from_the_measured_values_too) {
  EXPECT_TRUE(finds("advil", cue::drug, "advil"));
  EXPECT_TRUE(finds("布洛芬", cue::drug, "布洛芬"));
  EXPECT_TRUE(finds("pills", cue::medicine, "pills"));
  EXPECT_TRUE(finds("红枣", cue::food, "红枣"));
}

TEST(cue, has_each_word_once) {
  std::set<std::pair<cue, std::string_view>> known;
  for (const auto lists : {chinese_cues(), english_cues(), substance_cues()}) {
    for (const cue_words& list : lists) {
      for_each_phrase(list.spellings, [&](std::string_view word) {
        EXPECT_TRUE(known.emplace(list.which, word).second) << word;
      });
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
