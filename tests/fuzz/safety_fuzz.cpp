// Text of people, read by the safety screen and the built-in coach. The first line is the earlier
// message.
#include <string>

#include "domain/coach/coach.hpp"
#include "domain/safety/screen.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

void check_screen(std::string_view earlier, std::string_view words) {
  const auto before = safety::screen(earlier);
  const auto after = safety::screen(words, 30, before);
  must(after.level >= before.level, "the level of a conversation never falls");
  must(after.level >= safety::level_of(after.now), "what was found counts");
  const auto again = safety::screen(words, 30, before);
  must(again.level == after.level && again.now == after.now && again.earlier == after.earlier,
       "the same words are found to be the same");
}

void check_coach(std::string_view earlier, std::string_view words) {
  advice_question question;
  question.lang = words.size() % 2 == 0 ? language::zh : language::en;
  question.user = {"ann"};
  question.member = {"ann"};
  question.text = words;
  question.earlier = {std::string{earlier}};
  const std::string answer = health::coach_answer(question);
  must(!answer.empty() && is_utf8(answer), "the coach says something, in UTF-8");
}

}  // namespace

void run(std::string_view input) {
  auto rest = input;
  const auto earlier = take_line(rest);
  check_screen(earlier, rest);
  // Frames with questions are UTF-8.
  if (is_utf8(input)) {
    check_coach(earlier, rest);
  }
}

}  // namespace aurawell::fuzz
