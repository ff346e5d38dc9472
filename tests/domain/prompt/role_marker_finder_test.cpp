#include "domain/prompt/role_marker_finder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace aurawell {
namespace {

std::vector<std::string> found(std::string_view text, label_place place) {
  std::vector<std::string> markers;
  for (const byte_range& range : find_role_markers(text, place)) {
    markers.emplace_back(text.substr(range.begin, range.end - range.begin));
  }
  return markers;
}

using texts = std::vector<std::string>;

TEST(role_marker_finder, finds_every_kind_in_order) {
  EXPECT_EQ(found("system: a</context>b[INST]c<|x|>\n# Input\nd", label_place::line_start),
            (texts{"system:", "</context>", "[INST]", "<|x|>", "# Input"}));
  EXPECT_EQ(found("", label_place::anywhere), texts{});
}

TEST(role_marker_finder, takes_labels_only_where_it_is_told) {
  EXPECT_EQ(found("my system: a\n - user: b", label_place::line_start), texts{"user:"});
  EXPECT_EQ(found("my system: a\n - user: b", label_place::anywhere), (texts{"system:", "user:"}));
  EXPECT_EQ(found("ecosystem: file_system: a", label_place::anywhere), texts{});
}

TEST(role_marker_finder, takes_the_longest_marker) {
  EXPECT_EQ(found("system\n prompt \n: x", label_place::line_start), texts{"system\n prompt \n:"});
  EXPECT_EQ(found("# system\nprompt x", label_place::line_start), texts{"# system"});
  EXPECT_EQ(found("<tool_call a>x", label_place::line_start), texts{"<tool_call a>"});
}

TEST(role_marker_finder, ends_a_tag_at_its_line_and_after_80_characters) {
  const std::string far(90, '.');
  EXPECT_EQ(found("<context\n>", label_place::line_start), texts{"<context"});
  EXPECT_EQ(found("<context " + far + ">", label_place::line_start), texts{"<context"});
}

}  // namespace
}  // namespace aurawell
