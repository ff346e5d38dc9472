#include "tests/mock_llm/content_coder.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/mock_llm/inflated.hpp"

namespace aurawell::mock {
namespace {

class content_codings : public testing::TestWithParam<content_coding> {};

TEST_P(content_codings, can_be_read_as_soon_as_a_piece_is_there) {
  content_coder coder{GetParam()};
  std::string coded;
  coder.append("data: one\n\n", coded);
  EXPECT_EQ(inflated(coded).text, "data: one\n\n");
  EXPECT_FALSE(inflated(coded).complete);
  coder.append("data: two\n\n", coded);
  coder.finish(coded);
  const auto all = inflated(coded);
  EXPECT_EQ(all.text, "data: one\n\ndata: two\n\n");
  EXPECT_TRUE(all.complete);
}

TEST_P(content_codings, takes_pieces_larger_than_its_window) {
  content_coder coder{GetParam()};
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += std::to_string(i);
  }
  std::string coded;
  coder.append(text, coded);
  coder.finish(coded);
  EXPECT_EQ(inflated(coded).text, text);
}

INSTANTIATE_TEST_SUITE_P(content_coder, content_codings,
                         testing::Values(content_coding::gzip, content_coding::deflate));

TEST(gzip_bomb, is_a_valid_stream_of_its_content_many_times) {
  const auto bomb = make_gzip_bomb(std::string(5000, 'a') + "\n", 7);
  auto coded = bomb.head;
  for (std::uint32_t i = 0; i < bomb.blocks; ++i) {
    coded += bomb.block;
  }
  coded += bomb.tail;
  const auto content = inflated(coded);
  EXPECT_TRUE(content.complete) << "length and checksum must fit";
  EXPECT_EQ(content.text.size(), 7U * 5001U);
  EXPECT_LT(coded.size(), 500U);
}

}  // namespace
}  // namespace aurawell::mock
