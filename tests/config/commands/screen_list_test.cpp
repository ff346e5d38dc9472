#include "config/commands/screen_list.hpp"

#include <gmock/gmock.h>

#include <random>
#include <sstream>

#include "domain/text/utf8.hpp"

namespace aurawell::config {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

message_list list_of(const std::string& text) {
  std::istringstream from{text};
  return read_message_list(from);
}

TEST(screen_list, decides_by_the_number_of_fields) {
  const auto list = list_of(
      "I fell\nurgent\tI fell hard\nemergency\tstroke\thalf his face hangs\n"
      "emergency\tcardiac\tcolloquial\tmy chest, oh\nroutine\tnone\thello\nroutine\ten\thi\n");
  EXPECT_THAT(list.problems, IsEmpty());
  ASSERT_THAT(list.messages, SizeIs(6));
  EXPECT_EQ(list.messages[0].wanted, std::nullopt);
  EXPECT_EQ(list.messages[0].text, "I fell");
  EXPECT_EQ(list.messages[1].wanted, safety_level::urgent);
  EXPECT_EQ(list.messages[2].which, safety::finding::stroke);
  EXPECT_EQ(list.messages[2].text, "half his face hangs");
  EXPECT_EQ(list.messages[3].which, std::nullopt) << "the corpus has names of its own";
  EXPECT_EQ(list.messages[3].text, "my chest, oh");
  EXPECT_EQ(list.messages[4].which, std::nullopt);
  EXPECT_EQ(list.messages[5].line, 6U);
}

TEST(screen_list, leaves_out_comments_and_empty_lines_and_reads_windows_files) {
  const auto list = list_of("\xEF\xBB\xBFurgent\ta\r\n\r\n# level\ttext\n \t \nroutine\tb");
  EXPECT_THAT(list.problems, IsEmpty());
  ASSERT_THAT(list.messages, SizeIs(2));
  EXPECT_EQ(list.messages[0].text, "a");
  EXPECT_EQ(list.messages[1].line, 5U);
  EXPECT_EQ(list.messages[1].text, "b");
}

struct broken {
  const char* line;
  const char* message;
};

TEST(screen_list, says_of_each_broken_line_what_to_do) {
  for (const auto& [line, message] : {
           broken{"Emergency\ta", "is no level: write routine"},
           broken{"grave\tstroke\tkind\ta", "\"grave\" is no level"},
           broken{"urgent\theadache\ta", "\"headache\" is no finding: write none"},
           broken{"urgent\t", "no text"},
           broken{"a\tb\tc\td\te", "5 fields"},
           broken{"urgent\t\xFF", "save the file as UTF-8"},
       }) {
    const auto list = list_of(std::string{"routine\tok\n"} + line + "\nroutine\tok");
    EXPECT_THAT(list.messages, SizeIs(2)) << line;
    ASSERT_THAT(list.problems, SizeIs(1)) << line;
    EXPECT_EQ(list.problems[0].line, 2U);
    EXPECT_THAT(list.problems[0].message, HasSubstr(message));
  }
  EXPECT_THAT(list_of(std::string{"a\0b", 3}).problems, SizeIs(1));
}

TEST(screen_list, quotes_whole_characters_and_nothing_that_a_terminal_obeys) {
  std::string name = "a\x1B[2J";
  for (int i = 0; i < 20; ++i) {
    name += "好";
  }
  const auto list = list_of(name + "\ttext");
  ASSERT_THAT(list.problems, SizeIs(1));
  EXPECT_THAT(list.problems[0].message, testing::StartsWith("\"a [2J好"));
  EXPECT_TRUE(is_utf8(list.problems[0].message));
}

TEST(screen_list, refuses_a_line_that_is_too_long_and_reads_the_next) {
  const auto list = list_of(std::string(longest_list_line + 1, 'x') + "\n" +
                            std::string(longest_list_line, 'y') + "\nz");
  ASSERT_THAT(list.problems, SizeIs(1));
  EXPECT_EQ(list.problems[0].line, 1U);
  ASSERT_THAT(list.messages, SizeIs(2));
  EXPECT_EQ(list.messages[1].line, 3U);
}

TEST(screen_list, reads_so_many_messages_and_says_that_there_are_more) {
  std::string text;
  for (std::size_t i = 0; i < most_list_lines; ++i) {
    text += "x\n";
  }
  EXPECT_THAT(list_of(text).problems, IsEmpty());
  const auto list = list_of(text + "x\n");
  EXPECT_THAT(list.messages, SizeIs(most_list_lines));
  ASSERT_THAT(list.problems, SizeIs(1));
  EXPECT_THAT(list.problems[0].message, HasSubstr("split the file"));
}

TEST(screen_list, accepts_any_bytes) {
  std::mt19937 chance{3};
  for (int run = 0; run < 200; ++run) {
    std::string bytes(chance() % 500, ' ');
    for (char& c : bytes) {
      c = "\t\n\r\xE4\xBD\xA0 urgentx#"[chance() % 15];
    }
    const auto list = list_of(bytes);
    EXPECT_LE(list.messages.size() + list.problems.size(), bytes.size());
  }
}

}  // namespace
}  // namespace aurawell::config
