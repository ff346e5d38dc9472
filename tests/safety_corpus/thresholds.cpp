#include "tests/safety_corpus/thresholds.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace aurawell::safety {

namespace {

constexpr double most_false_notes = 0.05;
/// Shares of the emergencies that may be classified as likely and surely harmless. Above these
/// scores rules are not overruled.
constexpr double most_lost_likely = 0.08;
constexpr double most_lost_surely = 0.02;

constexpr auto see_doctor = static_cast<std::size_t>(level_score::see_doctor);
constexpr auto urgent = static_cast<std::size_t>(level_score::urgent);
constexpr auto emergency = static_cast<std::size_t>(level_score::emergency);

// The smallest threshold that at most `share` of `scores` reach.
float reached_by(std::vector<float> scores, double share) {
  std::sort(scores.begin(), scores.end(), std::greater<>{});
  const auto allowed = static_cast<std::size_t>(share * static_cast<double>(scores.size()));
  return allowed < scores.size() ? std::nextafter(scores[allowed], 1e9F) : -1e9F;
}

std::vector<float> look_alike_scores(const std::vector<judged>& all, std::size_t score,
                                     float lead) {
  std::vector<float> scores;
  for (const judged& each : all) {
    if (each.said.level == safety_level::routine) {
      scores.push_back(each.scores[score] + (each.self_harm ? lead : 0));
    }
  }
  return scores;
}

bool holds(const judged& each, const reader_thresholds& by, std::size_t score) {
  return each.scores[score] >= (each.self_harm ? by.holds_for_self_harm : by.holds)[score];
}

void set(reader_thresholds& by, std::size_t score, float value, float lead) {
  by.holds[score] = value;
  by.holds_for_self_harm[score] = value - lead;
}

double share_of(const std::vector<judged>& all, auto counts, auto found) {
  double count = 0;
  double hits = 0;
  for (const judged& each : all) {
    if (counts(each)) {
      ++count;
      hits += found(each) ? 1 : 0;
    }
  }
  return count == 0 ? 0 : hits / count;
}

// Value of the thresholds; an emergency counts most, a missed suicide or poisoning as much.
double worth(const std::vector<judged>& all, const reader_thresholds& by) {
  const auto alarms = [&](const judged& each) {
    return holds(each, by, emergency) || holds(each, by, urgent);
  };
  const double emergencies = share_of(
      all, [](const judged& j) { return j.said.level == safety_level::emergency; },
      [&](const judged& j) { return holds(j, by, emergency); });
  const double urgents = share_of(
      all, [](const judged& j) { return j.said.level == safety_level::urgent; }, alarms);
  const double self_harm = share_of(
      all,
      [](const judged& j) { return j.said.label == "self_harm" || j.said.label == "poisoning"; },
      alarms);
  return emergencies + urgents / 2 + self_harm;
}

// Gives `urgent` the share of false alarms that `emergency` does not use.
void fill_up(const std::vector<judged>& all, reader_thresholds& by, float lead,
             double most_false_alarms) {
  std::vector<float> scores;
  for (const judged& each : all) {
    if (each.said.level == safety_level::routine) {
      const float score = each.scores[urgent] + (each.self_harm ? lead : 0);
      scores.push_back(holds(each, by, emergency) ? 1e8F : score);
    }
  }
  set(by, urgent, reached_by(std::move(scores), most_false_alarms), lead);
}

}  // namespace

reader_thresholds chosen_thresholds(const std::vector<judged>& of_one_language,
                                    double most_false_alarms) {
  const std::vector<judged>& all = of_one_language;
  reader_thresholds best;
  double best_worth = -1;
  for (const double part : {0.55, 0.65, 0.75, 0.85, 0.92, 0.98}) {
    const double share = part * most_false_alarms;
    for (const float lead : {0.0F, 0.1F, 0.2F, 0.3F, 0.4F, 0.5F}) {
      reader_thresholds tried;
      set(tried, emergency, reached_by(look_alike_scores(all, emergency, 3 * lead), share),
          3 * lead);
      fill_up(all, tried, lead, most_false_alarms);
      const double found = worth(all, tried);
      if (found > best_worth) {
        best_worth = found;
        best = tried;
      }
    }
  }
  set(best, see_doctor, reached_by(look_alike_scores(all, see_doctor, 0), most_false_notes), 0);
  std::vector<float> of_emergencies;
  for (const judged& each : all) {
    if (each.said.level == safety_level::emergency) {
      of_emergencies.push_back(each.scores[urgent]);
    }
  }
  best.likely_harmless = reached_by(of_emergencies, 1 - most_lost_likely);
  best.surely_harmless = reached_by(of_emergencies, 1 - most_lost_surely);
  return best;
}

}  // namespace aurawell::safety
