#include "tests/safety_corpus/corpus.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {
namespace {

const std::filesystem::path folder{CORPUS_FOLDER};

TEST(safety_corpus, has_no_text_in_two_folders) {
  std::map<std::string, std::string> seen;
  for (const std::string name : {"train", "tune", "test", "test2", "test4"}) {
    for (const utterance& each : read_corpus(folder / name)) {
      const auto [at, is_new] = seen.try_emplace(phrase_text(each.text), name);
      EXPECT_TRUE(is_new || at->second == name) << name << ", " << at->second << ": " << each.text;
    }
  }
  EXPECT_GT(seen.size(), 12'000U);
}

TEST(safety_corpus, has_both_languages_of_a_batch_in_one_folder) {
  std::map<std::string, std::set<std::string>> folders;
  for (const std::string name : {"train", "tune"}) {
    for (const utterance& each : read_corpus(folder / name)) {
      folders[each.batch].insert(name);
    }
  }
  for (const auto& [batch, names] : folders) {
    EXPECT_EQ(names.size(), 1U) << batch;
  }
}

TEST(safety_corpus, names_a_finding_for_every_emergency) {
  for (const std::string name : {"train", "tune"}) {
    for (const utterance& each : read_corpus(folder / name)) {
      if (each.level == safety_level::emergency) {
        EXPECT_TRUE(finding_of_label(each.label)) << each.label << ": " << each.text;
      }
    }
  }
}

}  // namespace
}  // namespace aurawell::safety
