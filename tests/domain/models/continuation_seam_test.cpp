#include "domain/models/continuation_seam.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace aurawell {
namespace {

const std::string shown =
    "Sleep well: go to bed at the same hour every night, 睡前一小时不看手机, and keep it cool. ";

struct joined {
  std::string fresh;
  bool differs = false;
};

joined feed_in(const std::string& before, const std::vector<std::string>& cuts) {
  continuation_seam seam{before};
  joined out;
  for (const auto& cut : cuts) {
    out.fresh += seam.feed(cut);
  }
  out.fresh += seam.finish();
  out.differs = seam.differs();
  return out;
}

/// Checks every split in two, and single bytes.
void expect_in_any_cut(const std::string& before, const std::string& text,
                       const std::string& fresh) {
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const auto out = feed_in(before, {text.substr(0, at), text.substr(at)});
    EXPECT_EQ(out.fresh, fresh) << "cut at " << at;
    EXPECT_FALSE(out.differs) << "cut at " << at;
  }
  std::vector<std::string> bytes;
  for (const char byte : text) {
    bytes.emplace_back(1, byte);
  }
  EXPECT_EQ(feed_in(before, bytes).fresh, fresh);
}

TEST(continuation_seam, passes_on_what_is_new) {
  expect_in_any_cut(shown, "Drink less coffee.", "Drink less coffee.");
}

TEST(continuation_seam, swallows_an_answer_that_begins_again) {
  expect_in_any_cut(shown, shown + "Drink less coffee.", "Drink less coffee.");
}

TEST(continuation_seam, swallows_a_beginning_longer_than_its_window) {
  std::string before;
  for (int i = 0; i < 100; ++i) {
    before += "line " + std::to_string(i) + "\n";
  }
  expect_in_any_cut(before, before + "the end", "the end");
}

TEST(continuation_seam, swallows_repeated_last_words) {
  expect_in_any_cut(shown, "and keep it cool. Drink less coffee.", "Drink less coffee.");
  expect_in_any_cut(shown, "不看手机, and keep it cool. 少喝咖啡。", "少喝咖啡。");
}

TEST(continuation_seam, sees_a_repeat_behind_line_ends) {
  expect_in_any_cut(shown, "\n\n" + shown + "Drink less coffee.", "Drink less coffee.");
  expect_in_any_cut(shown, "\r\n and keep it cool. Drink less coffee.", "Drink less coffee.");
  expect_in_any_cut(shown, "\n\n Drink less coffee.", "\n\n Drink less coffee.");
  expect_in_any_cut(shown, "\n\n", "\n\n");
  expect_in_any_cut("\n" + shown, "\n" + shown + "Drink.", "Drink.");
  const std::string blanks(continuation_seam::window + 1, '\n');
  expect_in_any_cut(shown, blanks + "Drink.", blanks + "Drink.");
}

TEST(continuation_seam, leaves_short_repeats_alone) {
  expect_in_any_cut("They said bye ", "bye and left.", "bye and left.");
  expect_in_any_cut("a long walk, 哈哈哈", "哈哈哈!", "哈哈哈!");
}

TEST(continuation_seam, leaves_rows_of_signs_alone) {
  expect_in_any_cut("| what | when | why |\n| --- | --- | --- | --- | --- |",
                    " --- | --- | --- | --- |\n", " --- | --- | --- | --- |\n");
}

TEST(continuation_seam, takes_the_longest_repeat) {
  const std::string before = "first: one two three four five, one two three four five, ";
  expect_in_any_cut(before, "one two three four five, one two three four five, six", "six");
  expect_in_any_cut(before, "one two three four five, six", "six");
}

TEST(continuation_seam, does_not_take_the_end_for_the_beginning) {
  const std::string refrain = "Sleep is the best medicine there is. ";
  const auto before = refrain + "Go to bed early. " + refrain;
  expect_in_any_cut(before, refrain + "Good night.", "Good night.");
  expect_in_any_cut(before, before + "Good night.", "Good night.");
}

TEST(continuation_seam, does_not_take_the_end_for_the_beginning_of_a_long_text) {
  std::string refrain;
  for (int i = 0; i < 30; ++i) {
    refrain += "verse " + std::to_string(i) + " ";
  }
  refrain.resize(continuation_seam::window);
  const auto before = refrain + "and in between " + refrain;
  expect_in_any_cut(before, refrain + "a new verse", "a new verse");
  expect_in_any_cut(before, refrain + "and in other words", "and in other words");
}

TEST(continuation_seam, goes_on_after_a_chance_likeness) {
  expect_in_any_cut(shown, "Sleep well!", "Sleep well!");
  expect_in_any_cut(shown, "S", "S");
}

TEST(continuation_seam, refuses_another_answer) {
  const auto other = shown.substr(0, 40) + "Or do not.";
  for (std::size_t at = 0; at <= other.size(); ++at) {
    const auto out = feed_in(shown, {other.substr(0, at), other.substr(at)});
    EXPECT_TRUE(out.differs) << "cut at " << at;
    EXPECT_EQ(out.fresh, "") << "cut at " << at;
  }
}

TEST(continuation_seam, refuses_an_answer_that_ends_before_the_text) {
  const auto out = feed_in(shown, {shown.substr(0, 50)});
  EXPECT_TRUE(out.differs);
  EXPECT_EQ(out.fresh, "");
}

TEST(continuation_seam, needs_nothing_of_a_text_that_is_empty) {
  expect_in_any_cut("", "Hello", "Hello");
}

TEST(continuation_seam, joins_a_short_text_with_its_repeat) {
  expect_in_any_cut("He", "Hello", "llo");
}

/// Continuations by each kind of server after random texts of few letters, which often repeat by
/// chance.
TEST(continuation_seam, never_loses_or_repeats_a_byte_of_random_texts) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::minstd_rand random{seed};
  const auto below = [&](std::size_t bound) { return random() % bound; };
  const auto random_text = [&](std::size_t size) {
    std::string text;
    while (text.size() < size) {
      static const std::vector<std::string> letters{"a", "b", " ", "睡", "眠"};
      text += letters[below(letters.size())];
    }
    return text;
  };
  for (int round = 0; round < 2'000; ++round) {
    // Marks at the ends make the correct result unique.
    const auto before = "<" + random_text(below(600)) + "|";
    const auto rest = ">" + random_text(below(60));
    const auto tail_bytes = std::min(before.size(), continuation_seam::window);
    auto begin = before.size() - below(tail_bytes + 1);
    while (begin < before.size() && (static_cast<unsigned char>(before[begin]) & 0xC0U) == 0x80U) {
      ++begin;
    }
    const auto tail = before.substr(begin);
    const auto kind = below(3);
    const auto sent = (kind == 0 ? "" : kind == 1 ? before : tail) + rest;
    std::vector<std::string> cuts;
    for (std::size_t at = 0; at < sent.size();) {
      const auto size = 1 + below(40);
      cuts.push_back(sent.substr(at, size));
      at += size;
    }
    const auto out = feed_in(before, cuts);
    ASSERT_FALSE(out.differs);
    // A repetition that is too short to be certain stays.
    if (out.fresh != rest) {
      ASSERT_EQ(kind, 2U) << before << " / " << sent;
      ASSERT_EQ(out.fresh, sent) << before << " / " << sent;
      const auto words = std::count_if(tail.begin(), tail.end(), [](char c) {
        return c != ' ' && c != '|' && c != '<' && c != '>';
      });
      ASSERT_TRUE(tail.size() < continuation_seam::least_overlap ||
                  words < static_cast<long>(continuation_seam::least_words))
          << before << " / " << sent;
    }
  }
}

}  // namespace
}  // namespace aurawell
