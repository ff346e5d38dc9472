// Trains the model of the learned reader on the corpus:
//
//   train_reader CORPUS_FOLDER PHRASE_LIST MODEL_FILE [SCORES_FILE]
//
// Each batch of CORPUS_FOLDER/tune is scored by a model that was trained on all others; the
// thresholds come from these scores. The written model is trained on train and tune. SCORES_FILE
// gets the scores of tune.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

#include "domain/safety/reader/reader.hpp"
#include "tests/safety_corpus/linear_trainer.hpp"
#include "tests/safety_corpus/thresholds.hpp"

namespace aurawell::safety {
namespace {

bool is_self_harm(const reader_scores& scores, const reader_model& model) {
  const auto best = std::max_element(scores.findings.begin(), scores.findings.end());
  return is_of_self_harm(model.findings[static_cast<std::size_t>(best - scores.findings.begin())]);
}

std::vector<judged> judged_by_others(const std::vector<sample>& train,
                                     const std::vector<sample>& tune) {
  std::set<std::string> batches;
  for (const sample& each : tune) {
    batches.insert(each.said.batch);
  }
  std::vector<judged> all;
  for (const std::string& batch : batches) {
    std::vector<const sample*> known;
    for (const auto* folder : {&train, &tune}) {
      for (const sample& each : *folder) {
        if (folder == &train || each.said.batch != batch) {
          known.push_back(&each);
        }
      }
    }
    const reader_model model = learn(known);
    for (const sample& each : tune) {
      if (each.said.batch == batch) {
        const reader_scores scores = model.scores(each.features);
        all.push_back({each.said, scores.levels, is_self_harm(scores, model)});
      }
    }
    std::cerr << "batch " << batch << " is scored\n";
  }
  return all;
}

void write_scores(const std::vector<judged>& all, const char* path) {
  std::ofstream out{path};
  for (const judged& each : all) {
    out << each.said.batch << '\t' << (each.said.lang == language::zh ? "zh" : "en") << '\t'
        << to_string(each.said.level) << '\t' << each.said.label << '\t' << each.said.kind << '\t'
        << each.self_harm;
    for (const float score : each.scores) {
      out << '\t' << score;
    }
    out << '\t' << each.said.text << '\n';
  }
}

reader_model trained(const std::vector<sample>& train, const std::vector<sample>& tune,
                     const char* scores_path) {
  const std::vector<judged> judgements = judged_by_others(train, tune);
  if (scores_path != nullptr) {
    write_scores(judgements, scores_path);
  }
  std::vector<const sample*> known;
  for (const auto* folder : {&train, &tune}) {
    for (const sample& each : *folder) {
      known.push_back(&each);
    }
  }
  reader_model model = learn(known);
  for (const language lang : {language::zh, language::en}) {
    std::vector<judged> of_one;
    std::copy_if(judgements.begin(), judgements.end(), std::back_inserter(of_one),
                 [lang](const judged& each) { return each.said.lang == lang; });
    model.thresholds[static_cast<std::size_t>(lang)] = chosen_thresholds(
        of_one, lang == language::zh ? most_false_alarms_in_chinese : most_false_alarms_in_english);
  }
  return model;
}

}  // namespace
}  // namespace aurawell::safety

int main(int argc, char** argv) {
  using namespace aurawell::safety;
  if (argc < 4) {
    std::cerr << "train_reader CORPUS_FOLDER PHRASE_LIST MODEL_FILE [SCORES_FILE]\n";
    return 2;
  }
  const std::filesystem::path corpus{argv[1]};
  auto train = samples_of(read_corpus(corpus / "train"));
  for (sample& each : samples_of(read_phrase_list(argv[2]))) {
    train.push_back(std::move(each));
  }
  const auto tune = samples_of(read_corpus(corpus / "tune"));
  const std::string file = written(trained(train, tune, argc > 4 ? argv[4] : nullptr));
  std::ofstream{argv[3], std::ios::binary} << file;
  std::cerr << argv[3] << ": " << file.size() << " bytes\n";
}
