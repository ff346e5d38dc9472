#include "domain/safety/reader/reader_model.hpp"

#include <gtest/gtest.h>

#include <string>

#include "domain/safety/reader/built_in.hpp"

namespace aurawell::safety {
namespace {

reader_model small_model() {
  reader_model model;
  model.findings = {finding::choking, finding::stroke};
  model.finding_scales = {0.5F, 0.25F};
  model.finding_biases = {0, 1};
  model.level_scales = {1, 2, 3};
  model.level_biases = {0, 0, -1};
  model.thresholds[1].holds = {1, 2, 3};
  model.level_weights.resize(feature_rows * level_scores);
  model.finding_weights.resize(finding_rows * 2);
  const std::size_t row = finding_rows + 5;  // shares a row of findings with 5
  model.level_weights[row * level_scores + 2] = 100;
  model.finding_weights[5 * 2 + 1] = -8;
  return model;
}

TEST(reader_model, adds_weights_scales_and_biases) {
  const reader_scores scores = small_model().scores({{finding_rows + 5, 0.5F}, {7, 1}});
  EXPECT_FLOAT_EQ(scores.levels[2], 100 * 0.5F * 3 - 1);
  EXPECT_FLOAT_EQ(scores.levels[0], 0);
  EXPECT_FLOAT_EQ(scores.findings[0], 0);
  EXPECT_FLOAT_EQ(scores.findings[1], -8 * 0.5F * 0.25F + 1);
}

TEST(reader_model, is_read_as_it_was_written) {
  const reader_model model = small_model();
  const auto read = read_reader_model(written(model));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->findings, model.findings);
  EXPECT_EQ(read->thresholds[1].holds, model.thresholds[1].holds);
  EXPECT_EQ(read->level_weights, model.level_weights);
  EXPECT_EQ(read->finding_weights, model.finding_weights);
  EXPECT_EQ(written(*read), written(model));
}

TEST(reader_model, is_refused_when_a_byte_is_wrong_missing_or_too_much) {
  const std::string file = written(small_model());
  EXPECT_FALSE(read_reader_model(""));
  EXPECT_FALSE(read_reader_model(file + "x"));
  EXPECT_FALSE(read_reader_model(std::string_view{file}.substr(0, file.size() - 1)));
  for (std::size_t at = 0; at < file.size(); at += at < 200 ? 1 : 99'991) {
    std::string broken = file;
    broken[at] = static_cast<char>(broken[at] ^ 1);
    EXPECT_FALSE(read_reader_model(broken)) << at;
  }
}

TEST(reader_model, is_built_in_and_no_larger_than_two_megabytes) {
  EXPECT_TRUE(read_reader_model(built_in_reader_model()));
  EXPECT_LE(built_in_reader_model().size(), 2'000'000U);
}

}  // namespace
}  // namespace aurawell::safety
