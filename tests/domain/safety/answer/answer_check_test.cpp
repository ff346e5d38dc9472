#include "domain/safety/answer/answer_check.hpp"

#include <gmock/gmock.h>

#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <vector>

#include "domain/safety/early_care/early_care.hpp"
#include "domain/safety/emergency_preamble.hpp"
#include "domain/safety/reminder.hpp"
#include "domain/text/utf8.hpp"
#include "tests/domain/safety/sets.hpp"
#include "tests/domain/safety/spoken_text.hpp"

namespace aurawell::safety {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto all_regions = {region::unknown, region::china, region::united_states,
                              region::european_union};

struct published {
  std::string kinds;
  std::string lang;
  std::string text;
  int line = 0;
};

std::vector<published> published_answers() {
  std::vector<published> all;
  std::ifstream file{ANSWERS_FILE};
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    if (second == std::string::npos) {
      ADD_FAILURE() << "not understood, line " << number << ": " << line;
      continue;
    }
    published each{line.substr(0, first), line.substr(first + 1, second - first - 1),
                   line.substr(second + 1), number};
    for (auto at = each.text.find("\\n"); at != std::string::npos; at = each.text.find("\\n")) {
      each.text.replace(at, 2, "\n");
    }
    all.push_back(std::move(each));
  }
  return all;
}

/// In the order of the published list, which is by name.
std::string names_of(const contradiction_set& found) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      names.emplace_back(name_of(static_cast<contradiction>(i)));
    }
  }
  std::sort(names.begin(), names.end());
  std::string text;
  for (const auto& name : names) {
    text += (text.empty() ? "" : " ") + name;
  }
  return text.empty() ? "none" : text;
}

answer_setting at_level(safety_level level) {
  return {level, {}, language::en, region::united_states};
}

std::string found_in(std::string_view answer, safety_level level = safety_level::emergency) {
  return names_of(check_answer(answer, at_level(level)));
}

TEST(answer_check, finds_what_is_published) {
  for (const auto& each : published_answers()) {
    EXPECT_EQ(found_in(each.text), each.kinds)
        << ANSWERS_FILE << ":" << each.line << ": " << each.text;
  }
}

TEST(answer_check, has_a_list_with_as_many_harmless_sentences) {
  std::map<std::string, int> counts;
  for (const auto& each : published_answers()) {
    ++counts[each.lang + (each.kinds == "none" ? " none" : " some")];
  }
  for (const auto* kind : {"en none", "en some", "zh none", "zh some"}) {
    EXPECT_GE(counts[kind], 50) << kind;
  }
}

TEST(answer_check, finds_the_same_in_a_longer_answer) {
  for (const auto& each : published_answers()) {
    for (const std::string& answer :
         {"Here is what I can say.\n\n" + each.text + "\n\nTake care of yourself.",
          "## 建议\n\n多休息，多喝水。\n\n" + each.text + "\n\n祝你早日康复。"}) {
      EXPECT_EQ(found_in(answer), each.kinds) << each.line << ": " << answer;
    }
  }
}

TEST(answer_check, finds_the_same_in_bold_and_with_windows_line_ends) {
  for (const auto& each : published_answers()) {
    std::string answer = "Well: " + each.text;
    if (each.text.find('\n') != std::string::npos || each.text.find('*') != std::string::npos) {
      continue;
    }
    answer = "- **" + each.text + "** Good luck.\r\n";
    EXPECT_EQ(found_in(answer), each.kinds) << each.line << ": " << answer;
  }
}

TEST(answer_check, adds_nothing_up_over_paragraphs) {
  std::string harmless;
  for (const auto& each : published_answers()) {
    if (each.kinds == "none") {
      harmless += "\n\n" + each.text + "\n\n## Next\n\n";
    }
  }
  EXPECT_EQ(found_in(harmless), "none");
}

TEST(answer_check, forbids_more_the_graver_the_conversation_is) {
  EXPECT_EQ(found_in("Take 400 mg of ibuprofen.", safety_level::routine), "drug_dose");
  EXPECT_EQ(found_in("血压正常了就可以停药。", safety_level::routine), "stop_medicine");
  EXPECT_EQ(found_in("不用去医院。", safety_level::see_doctor), "none");
  EXPECT_EQ(found_in("不用去医院。", safety_level::urgent), "no_need_to_call");
  EXPECT_EQ(found_in("Induce vomiting.", safety_level::urgent), "none");
  EXPECT_EQ(found_in("Induce vomiting.", safety_level::emergency), "first_aid");
}

TEST(answer_check, takes_each_amount_for_a_means_where_somebody_may_harm_oneself) {
  auto setting = at_level(safety_level::emergency);
  setting.found = set_of({finding::self_harm});
  EXPECT_EQ(names_of(check_answer("Take 400 mg of ibuprofen.", setting)), "drug_dose method");
  EXPECT_EQ(names_of(check_answer("The lethal dose is about 10 g.", setting)), "method");
  EXPECT_EQ(names_of(check_answer("致死量大约是 10 克。", setting)), "method");
  EXPECT_EQ(names_of(check_answer("I am glad that you told me.", setting)), "none");
  EXPECT_EQ(found_in("The lethal dose is about 10 g."), "none");
}

TEST(answer_check, hears_nothing_against_itself) {
  for (const auto lang : {language::zh, language::en}) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(finding::count); ++i) {
      const auto which = static_cast<finding>(i);
      answer_setting setting{level_of(which), set_of({which}), lang, region::unknown};
      for (const auto user_region : all_regions) {
        for (const std::string& own : {emergency_preamble(setting.found, lang, user_region, 10),
                                       early_care_preamble(setting.found, lang, user_region),
                                       emergency_reminder(setting.found, lang, user_region)}) {
          EXPECT_EQ(names_of(check_answer(own, setting)), "none") << name_of(which) << ": " << own;
        }
      }
    }
  }
}

TEST(answer_check, accepts_any_bytes_and_any_cut) {
  std::mt19937 chance{7};
  for (int run = 0; run < 300; ++run) {
    std::string bytes(chance() % 3000, ' ');
    for (char& c : bytes) {
      c = static_cast<char>(chance());
    }
    check_answer(bytes, at_level(safety_level::emergency));
  }
  for (const auto& each : published_answers()) {
    for (std::size_t cut = 0; cut <= each.text.size(); ++cut) {
      check_answer(std::string_view{each.text}.substr(0, cut), at_level(safety_level::emergency));
      check_answer(std::string_view{each.text}.substr(cut), at_level(safety_level::emergency));
    }
  }
}

TEST(answer_check, survives_pieces_of_its_own_words_in_any_order) {
  const auto all = published_answers();
  std::mt19937 chance{11};
  for (int run = 0; run < 200; ++run) {
    std::string answer;
    while (answer.size() < 3000) {
      const auto& text = all[chance() % all.size()].text;
      answer += text.substr(chance() % text.size(), chance() % 30);
    }
    check_answer(answer, at_level(safety_level::emergency));
  }
}

TEST(answer_check, reads_as_far_as_it_says) {
  const std::string filler(256 * 1024, 'x');
  const std::string dose = "\n\nTake 400 mg of ibuprofen.";
  EXPECT_EQ(found_in(filler.substr(dose.size()) + dose), "drug_dose");
  EXPECT_EQ(found_in(filler + dose), "none");
}

// Each line has the worst case: many signs, none of which counts.
TEST(answer_check, takes_no_longer_than_the_text_is_long) {
  const auto time_for = [](std::size_t bytes) {
    std::string answer;
    while (answer.size() < bytes) {
      answer += "do not stop your metformin 400 mg water no need to 不要催吐 吃了两片布洛芬 ";
    }
    const std::clock_t begin = std::clock();
    check_answer(answer, at_level(safety_level::emergency));
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  time_for(1000);
  EXPECT_LT(time_for(200'000), 100 * (time_for(10'000) + 0.001));
}

TEST(correction, is_empty_without_a_contradiction) {
  EXPECT_EQ(correction({}, at_level(safety_level::emergency)), "");
}

TEST(correction, names_the_number_of_the_region_and_of_the_emergency) {
  contradiction_set found;
  add(found, contradiction::no_need_to_call);
  answer_setting setting{safety_level::emergency, set_of({finding::stroke}), language::en,
                         region::european_union};
  EXPECT_THAT(correction(found, setting), HasSubstr("112"));
  setting.found = set_of({finding::self_harm});
  setting.user_region = region::united_states;
  EXPECT_THAT(correction(found, setting), HasSubstr("988"));
  setting.lang = language::zh;
  setting.user_region = region::china;
  EXPECT_THAT(correction(found, setting), HasSubstr("12356"));
  setting.level = safety_level::urgent;
  setting.found = set_of({finding::chest_discomfort});
  EXPECT_THAT(correction(found, setting), testing::AllOf(HasSubstr("今天"), HasSubstr("120")));
}

// The check is sometimes wrong.
TEST(correction, says_that_there_may_be_something_wrong) {
  contradiction_set found;
  add(found, contradiction::drug_dose);
  auto setting = at_level(safety_level::emergency);
  EXPECT_THAT(correction(found, setting), HasSubstr("may have advice"));
  setting.lang = language::zh;
  EXPECT_THAT(correction(found, setting), HasSubstr("可能有不能照做"));
}

TEST(correction, says_who_is_called_once) {
  contradiction_set found;
  found.set();
  answer_setting setting{safety_level::emergency, set_of({finding::self_harm}), language::zh,
                         region::china};
  const auto text = correction(found, setting);
  EXPECT_EQ(text.find("12356"), text.rfind("12356"));
}

TEST(correction, is_short_valid_and_free_of_contradictions_in_every_case) {
  for (std::size_t bits = 1; bits < 1U << static_cast<std::size_t>(contradiction::count); ++bits) {
    for (const auto lang : {language::zh, language::en}) {
      for (const auto user_region : all_regions) {
        for (const auto level :
             {safety_level::routine, safety_level::urgent, safety_level::emergency}) {
          answer_setting setting{level, set_of({finding::poisoning}), lang, user_region};
          const auto text = correction(contradiction_set{bits}, setting);
          EXPECT_FALSE(text.empty());
          EXPECT_TRUE(is_utf8(text));
          EXPECT_LE(text.size(), longest_correction);
          EXPECT_FALSE(names_dose(text)) << text;
          setting.level = safety_level::emergency;
          EXPECT_EQ(names_of(check_answer(text, setting)), "none") << text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
