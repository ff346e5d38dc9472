#include "net/socket/frame_inspector.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "tests/net/socket/client_frames.hpp"

namespace aurawell::net {
namespace {

using namespace opcode;

struct inspection {
  std::size_t passed = 0;
  std::size_t waiting = 0;
  std::optional<std::uint16_t> answer;

  bool operator==(const inspection&) const = default;
};

std::ostream& operator<<(std::ostream& out, const inspection& seen) {
  return out << seen.passed << " passed, " << seen.waiting << " waiting, answer "
             << seen.answer.value_or(0);
}

inspection inspect(const std::vector<std::string_view>& parts) {
  frame_inspector inspector;
  std::size_t passed = 0;
  for (const auto part : parts) {
    if (!inspector.answer()) {
      passed += inspector.pass(part);
    }
  }
  return {passed, inspector.waiting(), inspector.answer()};
}

/// Whole, cut in two at every place, and byte by byte.
void expect_everywhere(std::string_view bytes, const inspection& expected) {
  EXPECT_EQ(inspect({bytes}), expected);
  std::vector<std::string_view> single;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    EXPECT_EQ(inspect({bytes.substr(0, at), bytes.substr(at)}), expected) << "cut at " << at;
    single.push_back(bytes.substr(at, 1));
  }
  EXPECT_EQ(inspect(single), expected) << "byte by byte";
}

void expect_all_passes(const std::string& bytes, std::size_t waiting = 0) {
  expect_everywhere(bytes, {bytes.size(), waiting, std::nullopt});
}

/// The last byte decides.
void expect_answer(std::uint16_t answer, const std::string& before, const std::string& bytes,
                   std::size_t waiting = 0) {
  SCOPED_TRACE(answer);
  const auto stopped_at = before.size() + bytes.size() - 1;
  expect_everywhere(before + bytes, {stopped_at, waiting, answer});
  expect_everywhere(before + bytes + frame(fin | text, "behind"), {stopped_at, waiting, answer});
}

TEST(frame_inspector, lets_messages_and_control_frames_pass) {
  expect_all_passes("");
  expect_all_passes(frame(fin | text, "") + frame(fin | text, "hello"), 5);
  expect_all_passes(frame(text, "he") + frame(fin | ping, "hi") + frame(continued, "") +
                        frame(fin | continued, "llo") + frame(fin | pong, ""),
                    5);
  expect_all_passes(frame(fin | text, std::string(126, 'x')), 126);
  expect_all_passes(close_frame(1000, "bye"));
}

TEST(frame_inspector, passes_frames_of_every_length) {
  for (const std::size_t size : {125U, 126U, 127U, 65'535U, 65'536U, 70'000U}) {
    const auto bytes = frame(fin | text, std::string(size, 'x')) + close_frame(5000);
    EXPECT_EQ(inspect({bytes}), (inspection{bytes.size() - 1, size, 1002})) << size;
  }
}

TEST(frame_inspector, stops_a_length_with_its_top_bit) {
  const std::string begin{"\x81\xff", 2};
  expect_answer(1002, "", begin + "\x80");
  expect_answer(1002, frame(fin | text, "hello"), begin + "\xff", 5);
  expect_answer(1002, frame(text, "hello"), std::string{"\x80\xff\xc0", 3}, 5);
  expect_all_passes(frame_header(fin | text, 0x7FFF'FFFF'FFFF'FFFF, 8));
  expect_all_passes(frame_header(fin | text, 0xFFFF, 2) + "x", 1);
}

TEST(frame_inspector, answers_1014_itself) {
  expect_answer(1014, frame(fin | text, "x"), close_frame(1014), 1);
  expect_answer(1014, "", close_frame(1014, "bad gateway"));
  expect_answer(1014, frame(text, "x"), close_frame(1014, std::string(123, 'r')), 1);
}

TEST(frame_inspector, stops_codes_that_are_none) {
  for (const unsigned code : {5000U, 5001U, 32'768U, 65'535U}) {
    expect_answer(1002, "", close_frame(code, "why"));
  }
}

TEST(frame_inspector, stops_a_reason_that_is_not_utf8) {
  for (const auto* reason : {"\xff", "\xe5\x81", "a\xc0\x80", "\xed\xa0\x80"}) {
    expect_answer(1007, "", close_frame(1000, reason));
    expect_answer(1007, "", close_frame(1014, reason));
  }
  expect_all_passes(close_frame(1000, "健康"));
}

TEST(frame_inspector, leaves_other_closes_to_beast) {
  for (const unsigned code : {0U, 999U, 1000U, 1005U, 1013U, 1015U, 2999U, 3000U, 4999U}) {
    expect_all_passes(close_frame(code));
  }
  expect_all_passes(frame(fin | closing, ""));
  expect_all_passes(frame(fin | closing, "\x13"));
  expect_all_passes(frame(fin | closing, big_endian(5000, 2) + std::string(124, 'r')));
}

TEST(frame_inspector, reads_frames_that_are_not_masked) {
  expect_all_passes(std::string{"\x81\x02hi\x81\x00", 6}, 2);
  expect_answer(1002, "", std::string{"\x88\x02\x13\x88", 4});
}

TEST(frame_inspector, passes_everything_once_it_is_stopped) {
  frame_inspector inspector;
  EXPECT_EQ(inspector.pass(close_frame(5000)), 7U);
  inspector.stop();
  EXPECT_FALSE(inspector.answer());
  EXPECT_EQ(inspector.pass(close_frame(5000)), 8U);
  EXPECT_FALSE(inspector.answer());
}

TEST(frame_inspector, counts_what_waits) {
  frame_inspector inspector;
  inspector.pass(frame(fin | text, "hello"));
  inspector.taken(2);
  EXPECT_EQ(inspector.waiting(), 3U);
  inspector.pass(frame(fin | text, "you"));
  inspector.taken(6);
  EXPECT_EQ(inspector.waiting(), 0U);
}

TEST(frame_inspector, follows_random_frames_cut_at_random) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random{seed};
  const auto up_to = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>{0, most}(random);
  };
  std::string bytes;
  std::size_t waiting = 0;
  for (int i = 0; i < 200; ++i) {
    const auto size = up_to(up_to(1) == 0 ? 200 : 70'000);
    bytes += frame(static_cast<unsigned>(up_to(1) * fin + up_to(2)), std::string(size, 'x'));
    bytes += frame(fin | ping, std::string(up_to(125), 'p'));
    waiting += size;
  }
  frame_inspector inspector;
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto part = rest.substr(0, 1 + up_to(2'000));
    ASSERT_EQ(inspector.pass(part), part.size());
    rest.remove_prefix(part.size());
  }
  EXPECT_EQ(inspector.waiting(), waiting);
  inspector.pass(close_frame(1014));
  EXPECT_EQ(inspector.answer(), 1014) << "it has lost the frames";
}

}  // namespace
}  // namespace aurawell::net
