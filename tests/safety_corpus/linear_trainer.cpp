#include "tests/safety_corpus/linear_trainer.hpp"

#include <linear.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <set>
#include <utility>

namespace aurawell::safety {

namespace {

/// The value of the feature that every sample has.
constexpr double bias_value = 0.3;

using node_list = std::vector<feature_node>;

/// Weights of one column, followed by the bias.
using column = std::vector<double>;

node_list nodes_of(const std::vector<text_feature>& features, std::size_t rows) {
  node_list nodes;
  for (const text_feature& each : features) {
    nodes.push_back({static_cast<int>(each.row % rows) + 1, each.weight});
  }
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const feature_node& a, const feature_node& b) { return a.index < b.index; });
  // Features that share a row count together.
  node_list summed;
  for (const feature_node& each : nodes) {
    if (!summed.empty() && summed.back().index == each.index) {
      summed.back().value += each.value;
    } else {
      summed.push_back(each);
    }
  }
  summed.push_back({static_cast<int>(rows) + 1, bias_value});
  summed.push_back({-1, 0});
  return summed;
}

struct settings {
  int solver;
  double cost;
};

// Labels: 1 for, -1 against, 0 to leave out.
column learn_column(std::vector<node_list>& texts, const std::vector<int>& labels, std::size_t rows,
                    settings config) {
  std::vector<double> wanted;
  std::vector<feature_node*> given;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (labels[i] != 0) {
      wanted.push_back(labels[i]);
      given.push_back(texts[i].data());
    }
  }
  const problem task{static_cast<int>(wanted.size()), static_cast<int>(rows) + 1, wanted.data(),
                     given.data(), -1};
  parameter options{};
  options.solver_type = config.solver;
  options.C = config.cost;
  options.eps = 0.1;
  std::srand(1);  // liblinear's dual solvers draw their order from rand()
  const std::unique_ptr<model, void (*)(model*)> learned{
      train(&task, &options), [](model* m) { free_and_destroy_model(&m); }};
  // The first label that liblinear meets gets the positive side.
  const double sign = learned->label[0] == 1 ? 1 : -1;
  column weights(learned->w, learned->w + rows + 1);
  for (double& each : weights) {
    each *= sign;
  }
  return weights;
}

/// Converts a column to bytes: column `at` of `width`.
float put(const column& weights, std::vector<std::int8_t>& into, std::size_t at,
          std::size_t width) {
  double largest = 1e-9;
  for (std::size_t row = 0; row + 1 < weights.size(); ++row) {
    largest = std::max(largest, std::abs(weights[row]));
  }
  const double scale = largest / 127;
  for (std::size_t row = 0; row + 1 < weights.size(); ++row) {
    into[row * width + at] = static_cast<std::int8_t>(std::lround(weights[row] / scale));
  }
  return static_cast<float>(scale);
}

column sum(const std::vector<std::pair<column, double>>& parts) {
  column total(parts.front().first.size());
  for (const auto& [weights, factor] : parts) {
    for (std::size_t row = 0; row < total.size(); ++row) {
      total[row] += factor * weights[row];
    }
  }
  return total;
}

void learn_levels(const std::vector<const sample*>& samples, reader_model& into) {
  std::vector<node_list> texts;
  for (const sample* each : samples) {
    texts.push_back(nodes_of(each->features, feature_rows));
  }
  const auto learned = [&](auto label) {
    std::vector<int> labels;
    for (const sample* each : samples) {
      labels.push_back(label(each->said));
    }
    return learn_column(texts, labels, feature_rows, {L2R_L2LOSS_SVC, 128});
  };
  const auto from = [](safety_level lowest) {
    return [lowest](const utterance& said) { return said.level >= lowest ? 1 : -1; };
  };
  const column urgent = learned(from(safety_level::urgent));
  const column against_all = learned(from(safety_level::emergency));
  // Urgent cases are excluded here, because they would hide emergencies in mild words. But the
  // published phrases have a level that must not be exceeded.
  const column against_routine = learned([](const utterance& said) {
    const bool against = said.level == safety_level::routine || said.kind == published_kind;
    return said.level == safety_level::emergency ? 1 : against ? -1 : 0;
  });
  const std::array<column, level_scores> columns{
      learned(from(safety_level::see_doctor)), urgent,
      sum({{against_all, 1.5}, {against_routine, 1}, {urgent, 1}})};
  into.level_weights.resize(feature_rows * level_scores);
  for (std::size_t i = 0; i < level_scores; ++i) {
    into.level_scales[i] = put(columns[i], into.level_weights, i, level_scores);
    into.level_biases[i] = static_cast<float>(columns[i].back() * bias_value);
  }
}

void learn_findings(const std::vector<const sample*>& samples, reader_model& into) {
  std::set<finding> classes;
  std::vector<node_list> texts;
  std::vector<finding> meant;
  for (const sample* each : samples) {
    const auto which = finding_of_label(each->said.label);
    if (which) {
      classes.insert(*which);
      meant.push_back(*which);
      texts.push_back(nodes_of(each->features, finding_rows));
    }
  }
  into.findings.assign(classes.begin(), classes.end());
  const std::size_t width = into.findings.size();
  into.finding_weights.resize(finding_rows * width);
  for (std::size_t i = 0; i < width; ++i) {
    std::vector<int> labels;
    for (const finding each : meant) {
      labels.push_back(each == into.findings[i] ? 1 : -1);
    }
    const column weights = learn_column(texts, labels, finding_rows, {L2R_L2LOSS_SVC_DUAL, 2});
    into.finding_scales.push_back(put(weights, into.finding_weights, i, width));
    into.finding_biases.push_back(static_cast<float>(weights.back() * bias_value));
  }
}

}  // namespace

std::vector<sample> samples_of(const std::vector<utterance>& utterances) {
  std::vector<sample> samples;
  for (const utterance& each : utterances) {
    samples.push_back({each, features_of(each.text, built_in_lexicon()).rows});
  }
  return samples;
}

reader_model learn(const std::vector<const sample*>& samples) {
  set_print_string_function([](const char*) {});
  reader_model model;
  learn_levels(samples, model);
  learn_findings(samples, model);
  return model;
}

}  // namespace aurawell::safety
