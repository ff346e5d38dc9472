#include "net/http/gzip_stream.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/mock_llm/inflated.hpp"

namespace aurawell::net {
namespace {

/// Half of it repeats, half of it is drawn.
std::string text_of(std::size_t size) {
  std::minstd_rand draw{7};
  std::string text;
  while (text.size() < size) {
    text += (draw() & 1U) != 0 ? "睡眠 and blood pressure, " : std::to_string(draw());
  }
  text.resize(size);
  return text;
}

TEST(gzip_stream, gives_back_every_byte) {
  for (const std::size_t size : {0, 1, 2, 100, 16'383, 16'384, 16'385, 65'536, 1'000'000}) {
    for (const int level : {1, 6, 9}) {
      const auto text = text_of(size);
      std::string coded;
      const auto stream = gzip_stream::make(level);
      ASSERT_TRUE(stream);
      stream->add(text, true, coded);
      const auto back = mock::inflated(coded);
      EXPECT_TRUE(back.complete) << size << " " << level;
      EXPECT_TRUE(back.text == text) << size << " " << level;
    }
  }
}

TEST(gzip_stream, takes_pieces_of_any_size) {
  const auto text = text_of(300'000);
  for (const std::size_t piece : {1U, 1'000U, 65'536U, 299'999U}) {
    std::string coded;
    const auto stream = gzip_stream::make(1);
    for (std::size_t at = 0; at < text.size(); at += piece) {
      stream->add(std::string_view{text}.substr(at, piece), at + piece >= text.size(), coded);
    }
    const auto back = mock::inflated(coded);
    EXPECT_TRUE(back.complete) << piece;
    EXPECT_TRUE(back.text == text) << piece;
    EXPECT_LT(coded.size(), text.size() * 2 / 3);
  }
}

TEST(gzip_stream, takes_bytes_that_do_not_compress) {
  std::minstd_rand draw{1};
  std::string noise(100'000, ' ');
  for (auto& byte : noise) {
    byte = static_cast<char>(draw() >> 8U);
  }
  std::string coded;
  gzip_stream::make(1)->add(noise, true, coded);
  EXPECT_TRUE(mock::inflated(coded).text == noise);
  EXPECT_LT(coded.size(), noise.size() + 100);
}

}  // namespace
}  // namespace aurawell::net
