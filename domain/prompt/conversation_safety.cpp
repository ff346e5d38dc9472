#include "domain/prompt/conversation_safety.hpp"

#include <algorithm>

#include "domain/prompt/profile_reader.hpp"

namespace aurawell::health {

safety::screening screened_conversation(const advice_question& question,
                                        std::optional<int> age_years, safety_level reached) {
  const std::vector<std::string> recent = recent_questions(question);
  safety::screening so_far;
  so_far.level = reached;
  for (auto text = recent.rbegin(); text != recent.rend(); ++text) {
    so_far = safety::screen(*text, age_years, so_far);
  }
  return safety::screen(question.text, age_years, so_far);
}

safety::screening screened_conversation(const advice_question& question, safety_level reached) {
  return screened_conversation(question, read_profile(question).user_profile.age_years, reached);
}

}  // namespace aurawell::health
