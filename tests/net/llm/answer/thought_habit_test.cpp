#include "net/llm/answer/thought_habit.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(thought_habit, begins_as_the_name_of_the_model_says) {
  for (const auto* model : {"deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "deepseek-r1:14b", "QwQ-32B",
                            "Qwen/Qwen3-4B-Thinking-2507", "r1"}) {
    EXPECT_TRUE(thought_habit(thought_style::automatic, model).begins_inside()) << model;
    EXPECT_FALSE(thought_habit(thought_style::never, model).begins_inside()) << model;
  }
  for (const auto* model : {"", "deepseek-flash", "mock", "r100", "gpt-5", "r1x", "-"}) {
    EXPECT_FALSE(thought_habit(thought_style::automatic, model).begins_inside()) << model;
    EXPECT_TRUE(thought_habit(thought_style::always, model).begins_inside()) << model;
  }
}

TEST(thought_habit, learns_only_where_no_setting_says_it) {
  for (const auto style : {thought_style::automatic, thought_style::always, thought_style::never}) {
    thought_habit habit{style, "mock"};
    const auto first = habit.begins_inside();
    habit.note(!first);
    EXPECT_EQ(habit.begins_inside(), first != (style == thought_style::automatic));
  }
}

TEST(thought_habit, is_shown_where_no_setting_says_it) {
  const auto lessons = std::make_shared<provider_lessons>();
  thought_habit fixed{thought_style::always, "mock", lessons};
  fixed.note(false);
  EXPECT_FALSE(lessons->unopened_thoughts());
  thought_habit habit{thought_style::automatic, "qwq-32b", lessons};
  EXPECT_EQ(lessons->unopened_thoughts(), true);
  habit.note(false);
  EXPECT_EQ(lessons->unopened_thoughts(), false);
}

}  // namespace
}  // namespace aurawell::net
