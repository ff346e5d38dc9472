#include "net/llm/completion_decoder.hpp"

#include <gtest/gtest.h>

namespace aurawell::net {
namespace {

TEST(completion_decoder, survives_nesting_without_end) {
  constexpr std::size_t depth = 300'000;
  completion_decoder decoder;
  completion_batch batch;
  EXPECT_FALSE(
      decoder.read("{\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "}", batch));
  EXPECT_TRUE(decoder.read("{\"x\":" + std::string(depth, '['), batch));
}

TEST(completion_decoder, tells_the_model_once) {
  completion_decoder decoder;
  completion_batch first;
  EXPECT_FALSE(decoder.read(R"({"model":"m","choices":[]})", first));
  EXPECT_EQ(first.model, "m");
  completion_batch second;
  EXPECT_FALSE(decoder.read(R"({"model":"m","choices":[]})", second));
  EXPECT_FALSE(second.model);
}

TEST(completion_decoder, bounds_names_that_it_passes_on) {
  completion_decoder decoder;
  completion_batch batch;
  EXPECT_FALSE(
      decoder.read(R"({"model":")" + std::string(5000, 'm') + R"(","choices":[]})", batch));
  ASSERT_TRUE(batch.model);
  EXPECT_LE(batch.model->size(), 128U);
}

TEST(completion_decoder, tells_the_log_nothing_of_a_garbled_chunk) {
  completion_decoder decoder;
  completion_batch batch;
  const auto problem = decoder.read(R"({"choices":[{"delta":{"content":"my chest)", batch);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->words, "41 bytes that are not JSON");
}

}  // namespace
}  // namespace aurawell::net
