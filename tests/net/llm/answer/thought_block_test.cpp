#include "net/llm/answer/thought_block.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aurawell::net {
namespace {

struct sorted {
  std::string thoughts;
  std::string answer;

  bool operator==(const sorted&) const = default;
};

/// For a failed test.
std::ostream& operator<<(std::ostream& out, const sorted& parts) {
  return out << "thoughts '" << parts.thoughts << "', answer '" << parts.answer << "'";
}

struct manner {
  thought_style style = thought_style::never;
  content_start start = content_start::anew;
  content_end end = content_end::whole;
};

sorted in_parts(const std::vector<std::string_view>& parts, const manner& options) {
  thought_habit habit{options.style, ""};
  thought_block block{&habit, options.start};
  completion_batch batch;
  for (const auto part : parts) {
    block.append(part, batch);
    EXPECT_EQ(block.has_answer(), !batch.text.empty());
  }
  block.finish(options.end, batch);
  EXPECT_EQ(block.has_answer(), !batch.text.empty());
  return {batch.reasoning, batch.text};
}

/// Checks that every split in two, and single bytes, give the same result. Requires ASCII, because
/// the input has whole characters.
void expect_sorted(std::string_view text, const sorted& expected, const manner& options = {}) {
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(in_parts({text.substr(0, cut), text.substr(cut)}, options), expected)
        << text << " cut at " << cut;
  }
  std::vector<std::string_view> bytes;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bytes.push_back(text.substr(at, 1));
  }
  EXPECT_EQ(in_parts(bytes, options), expected) << text;
}

TEST(thought_block, takes_the_block_at_the_beginning_for_thoughts) {
  expect_sorted("<think>hm</think>yes", {"hm", "yes"});
  expect_sorted(" \n<think>\nhm </think\n</think>\n\n yes </think>",
                {"hm </think\n", "yes </think>"});
  expect_sorted("<thinking>a</think></thinking><think>b</think>c", {"a</think>b", "c"});
  expect_sorted("<think></think>", {"", ""});
  expect_sorted("<think>hm</thi", {"hm</thi", ""});
}

TEST(thought_block, leaves_everything_else_as_it_is) {
  for (const auto* text : {"yes", " \n yes ", "<b>yes</b>", "<thin", "<", "no <think>hm</think>",
                           "hm</think>yes", "[THIN"}) {
    expect_sorted(text, {"", text});
  }
}

TEST(thought_block, lets_no_blank_out_before_a_word) {
  expect_sorted(" \n\t ", {"", ""});
  expect_sorted("<think>hm</think> \n", {"hm", ""});
  expect_sorted(std::string(thought_block::most_blanks, ' ') + "x",
                {"", std::string(thought_block::most_blanks, ' ') + "x"});
  expect_sorted(std::string(thought_block::most_blanks + 1, ' ') + "x", {"", "x"});
  expect_sorted(std::string(thought_block::most_blanks * 3, ' ') + "x", {"", "x"});
}

TEST(thought_block, takes_all_up_to_a_closing_tag_for_thoughts_where_no_tag_opens_them) {
  const manner open{thought_style::always};
  expect_sorted("hm</think>\n\nyes", {"hm", "yes"}, open);
  expect_sorted(" hm <think> </thi </thinking>yes", {"hm <think> </thi ", "yes"}, open);
  expect_sorted("</think>\n\nyes", {"", "yes"}, open);
  expect_sorted("<think>hm</think>yes</think>", {"hm", "yes</think>"}, open);
  expect_sorted("hm</think>", {"hm", ""}, open);
}

TEST(thought_block, gives_out_what_was_no_thought_when_the_model_has_finished) {
  expect_sorted(" It was</thi the answer", {"It was</thi the answer", " It was</thi the answer"},
                {thought_style::always});
  expect_sorted("maybe still a tho", {"maybe still a tho", ""},
                {.style = thought_style::always, .end = content_end::at_limit});
  expect_sorted("maybe still a tho", {"maybe still a tho", ""},
                {.style = thought_style::always, .end = content_end::cut});
}

TEST(thought_block, loses_no_answer_at_the_limit_by_what_was_learned) {
  thought_habit habit{thought_style::automatic, ""};
  habit.note(true);
  for (const auto& [end, text] :
       {std::pair{content_end::at_limit, "It is"}, std::pair{content_end::cut, ""}}) {
    thought_block block{&habit};
    completion_batch batch;
    block.append("It is", batch);
    block.finish(end, batch);
    EXPECT_EQ(batch.text, text);
    EXPECT_TRUE(habit.begins_inside());
  }
}

TEST(thought_block, takes_no_long_thoughts_for_an_answer) {
  const std::string fits(thought_block::most_unsure, 'x');
  const manner open{thought_style::always};
  EXPECT_EQ(in_parts({fits}, open), (sorted{fits, fits}));
  EXPECT_EQ(in_parts({fits, "x"}, open), (sorted{fits + "x", ""}));
}

TEST(thought_block, goes_on_inside_an_answer_where_that_was_asked_for) {
  expect_sorted(" and so on", {"", " and so on"},
                {thought_style::always, content_start::inside_partial});
}

TEST(thought_block, keeps_a_tag_that_a_continuation_begins_with) {
  for (const auto start : {content_start::inside_partial, content_start::behind_partial}) {
    for (const auto* text :
         {"<think> and ends them with </think>, then it answers.", "<think>a</think> b\n</think>\n",
          "</think> and then it answers.", " </think>.", "<think>", "<think> as its first word.",
          "[THINK], and\nmore [/THINK] so"}) {
      if (start == content_start::behind_partial && std::string_view{text}.starts_with('[')) {
        continue;
      }
      expect_sorted(text, {"", text}, {.start = start});
    }
  }
}

TEST(thought_block, hides_thoughts_that_a_continuation_begins_with) {
  for (const auto start : {content_start::inside_partial, content_start::behind_partial}) {
    const manner continues_answer{.start = start};
    expect_sorted("<think>\nhm\n</think>\n\nyes", {"hm\n", "yes"}, continues_answer);
    expect_sorted("\n<think> \r\nhm</think>yes", {"hm", "yes"}, continues_answer);
    expect_sorted("<think>is whole</think>", {"is whole", ""}, continues_answer);
    expect_sorted("<think></think>\n\n yes", {"", " yes"}, continues_answer);
    expect_sorted("</think>\n\nyes", {"", "yes"}, continues_answer);
    expect_sorted("<think>\na\n</think>\n<think>b</think> c", {"a\nb", " c"}, continues_answer);
  }
  expect_sorted("[THINK]The user\nasks[/THINK]yes", {"The user\nasks", "yes"},
                {.start = content_start::behind_partial});
  const std::string long_thought(2000, 'x');
  expect_sorted("<think>" + long_thought + "</think>yes", {long_thought, "yes"},
                {.start = content_start::behind_partial});
}

TEST(thought_block, keeps_the_blanks_of_a_continuation) {
  expect_sorted("hm</think>\n\n two", {"hm", " two"},
                {thought_style::always, content_start::behind_partial});
  const std::string blanks(1500, '\n');
  for (const auto start : {content_start::inside_partial, content_start::behind_partial}) {
    expect_sorted(blanks + "Line two", {"", blanks + "Line two"}, {.start = start});
  }
}

TEST(thought_block, tells_beforehand_what_an_end_would_let_out) {
  for (const auto* text :
       {"", " ", "<", "yes", "<think>hm", "<think>hm</think>", "hm</think> yes", "hm</thi"}) {
    for (const auto style : {thought_style::always, thought_style::never}) {
      for (const auto end : {content_end::whole, content_end::at_limit, content_end::cut}) {
        thought_habit habit{style, ""};
        thought_block block{&habit};
        completion_batch before;
        block.append(text, before);
        const auto rest = block.rest_of_answer(end);
        completion_batch after;
        block.finish(end, after);
        EXPECT_EQ(rest, after.text) << text;
      }
    }
  }
  thought_habit habit{thought_style::automatic, "r1"};
  thought_block block{&habit};
  completion_batch batch;
  block.append("yes", batch);
  EXPECT_EQ(block.rest_of_answer(content_end::whole), "yes");
  EXPECT_TRUE(habit.begins_inside()) << "it has not ended";
}

TEST(thought_block, believes_a_server_that_tells_thoughts_apart) {
  thought_habit habit{thought_style::automatic, "deepseek-r1"};
  thought_block block{&habit};
  completion_batch batch;
  block.note_thoughts_apart();
  block.append("yes", batch);
  EXPECT_EQ(batch.text, "yes");
  EXPECT_FALSE(habit.begins_inside());
}

TEST(thought_block, tells_what_the_next_answer_may_begin_with) {
  struct row {
    std::string_view content;
    bool was;
    bool becomes;
  };
  for (const auto& [content, was, becomes] : {
           row{"hm\n</think>\n\nyes", false, true},
           row{"[a > b]\n </think> \r\nyes", false, true},
           row{"hm</think>yes", false, false},
           row{"hm</think>\nyes", false, false},
           row{"It ends with\n`</think>`\nyes", false, false},
           row{"As in\n```\n</think>\n```\n", false, false},
           row{"a <think>\n</think>\n", false, false},
           row{"<think>hm</think>yes", false, false},
           row{"a <think> </think>", false, false},
           row{"yes", false, false},
           row{"</think>yes", false, true},
           row{"hm</think>yes", true, true},
           row{"yes", true, false},
           row{"<think>hm</think>yes", true, true},
       }) {
    for (std::size_t cut = 0; cut <= content.size(); ++cut) {
      thought_habit habit{thought_style::automatic, was ? "r1" : ""};
      thought_block block{&habit};
      completion_batch batch;
      block.append(content.substr(0, cut), batch);
      block.append(content.substr(cut), batch);
      block.finish(content_end::whole, batch);
      EXPECT_EQ(habit.begins_inside(), becomes) << content << " cut at " << cut;
    }
  }
}

}  // namespace
}  // namespace aurawell::net
