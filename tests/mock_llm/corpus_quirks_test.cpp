#include "tests/mock_llm/corpus_quirks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/mock_llm/mock_fixture.hpp"
#include "tests/mock_llm/quirk_catalog.hpp"

namespace aurawell::mock {
namespace {

namespace fs = std::filesystem;

TEST(corpus_quirks, serve_every_stream_of_the_corpus_byte_for_byte) {
  quirk_fixture fixture;
  std::size_t count = 0;
  for (const auto& file : fs::directory_iterator{AURAWELL_LLM_CORPUS}) {
    if (file.path().extension() != ".sse") {
      continue;
    }
    SCOPED_TRACE(file.path());
    std::ifstream stream{file.path(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    const auto answer = fixture.answer(file.path().stem().string());
    ASSERT_EQ(answer.status, 200U);
    EXPECT_TRUE(answer.complete);
    EXPECT_NE(answer.head.find("text/event-stream"), std::string::npos);
    EXPECT_EQ(answer.body(), bytes);
    ++count;
  }
  EXPECT_EQ(count, corpus_catalog().size());
  EXPECT_GT(count, 60U);
}

TEST(corpus_quirks, are_cut_as_told) {
  quirk_fixture fixture;
  const auto answer = fixture.answer("02_crlf,chunking=byte");
  EXPECT_EQ(answer.chunks.size(), answer.body().size());
}

TEST(corpus_quirks, say_what_a_reader_makes_of_them) {
  EXPECT_EQ((*find_quirk("07_length"))->help, "reads as: done");
  EXPECT_NE((*find_quirk("09_nothing"))->help.find("EXTERNAL_1501 retryable"), std::string::npos);
}

}  // namespace
}  // namespace aurawell::mock
