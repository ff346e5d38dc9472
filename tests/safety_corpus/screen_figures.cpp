// Prints what the screen finds in a folder of the corpus, as Markdown:
//
//   screen_figures FOLDER [--reader] [--episodes] [--misses]
//
// --reader: the learned reader alone. --misses: only the lines that are judged wrongly.
// --episodes: an emergency is told in two messages, cut at its first punctuation mark (those
// without one are left out); a look-alike follows the one on the line before.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "domain/safety/findings/wilson.hpp"
#include "domain/safety/reader/reader.hpp"
#include "domain/safety/screen.hpp"
#include "tests/safety_corpus/corpus.hpp"

namespace aurawell::safety {
namespace {

struct result {
  utterance said;
  safety_level level = safety_level::routine;
  finding_set found;
};

struct tally {
  int hits = 0;
  int count = 0;
};

using tallies = std::map<std::string, tally>;

std::string name(language lang) {
  return lang == language::zh ? "zh" : "en";
}

void print(const std::string& title, const tallies& rows) {
  std::printf("\n| %s | of | share | 95 %% interval |\n|---|---|---|---|\n", title.c_str());
  for (const auto& [row, t] : rows) {
    const interval range = wilson(t.hits, t.count);
    std::printf("| %s | %d of %d | %.1f %% | %.1f to %.1f |\n", row.c_str(), t.hits, t.count,
                100.0 * t.hits / t.count, 100 * range.low, 100 * range.high);
  }
}

tallies counted(const std::vector<result>& all, const std::function<bool(const result&)>& counts,
                const std::function<std::string(const result&)>& row,
                const std::function<bool(const result&)>& hit) {
  tallies rows;
  for (const result& each : all) {
    if (counts(each)) {
      tally& t = rows[row(each)];
      ++t.count;
      t.hits += hit(each) ? 1 : 0;
    }
  }
  return rows;
}

bool is_right(const result& r) {
  return r.said.level == safety_level::routine ? r.level < safety_level::urgent
                                               : r.level >= r.said.level;
}

std::string by_language(const result& r) {
  return name(r.said.lang);
}

void print_figures(const std::vector<result>& all) {
  const auto of = [](safety_level level) {
    return [level](const result& r) { return r.said.level == level; };
  };
  const auto with_field = [](std::string utterance::*field) {
    return [field](const result& r) { return name(r.said.lang) + " " + r.said.*field; };
  };
  const auto at_least = [](safety_level level) {
    return [level](const result& r) { return r.level >= level; };
  };
  const auto emergency = of(safety_level::emergency);
  const auto routine = of(safety_level::routine);
  print("emergencies found", counted(all, emergency, by_language, is_right));
  print("emergencies found as urgent or higher",
        counted(all, emergency, by_language, at_least(safety_level::urgent)));
  print("urgent found as urgent or higher",
        counted(all, of(safety_level::urgent), by_language, is_right));
  print("urgent taken for an emergency",
        counted(all, of(safety_level::urgent), by_language, at_least(safety_level::emergency)));
  print("see_doctor found as see_doctor or higher",
        counted(all, of(safety_level::see_doctor), by_language, is_right));
  print("look-alikes with a false alarm (urgent or higher)",
        counted(all, routine, by_language, at_least(safety_level::urgent)));
  print("look-alikes taken for an emergency",
        counted(all, routine, by_language, at_least(safety_level::emergency)));
  print("look-alikes above routine",
        counted(all, routine, by_language, at_least(safety_level::see_doctor)));
  print("silent misses of self_harm and poisoning",
        counted(
            all,
            [&](const result& r) {
              return emergency(r) && (r.said.label == "self_harm" || r.said.label == "poisoning");
            },
            with_field(&utterance::label),
            [](const result& r) { return r.level == safety_level::routine; }));
  print(
      "emergencies with the right finding among those named",
      counted(
          all, [&](const result& r) { return emergency(r) && r.level == safety_level::emergency; },
          by_language,
          [](const result& r) {
            const auto meant = finding_of_label(r.said.label);
            return meant && has(r.found, *meant);
          }));
  print("emergencies found, by finding",
        counted(all, emergency, with_field(&utterance::label), is_right));
  print("emergencies found, by kind",
        counted(all, emergency, with_field(&utterance::kind), is_right));
  print("false alarms, by kind",
        counted(all, routine, with_field(&utterance::kind), at_least(safety_level::urgent)));
}

void print_misses(const std::vector<result>& all) {
  for (const result& each : all) {
    if (!is_right(each)) {
      std::cout << to_string(each.said.level) << '\t' << each.said.label << '\t' << each.said.kind
                << '\t' << to_string(each.level) << '\t' << each.said.text << '\n';
    }
  }
}

// Returns the position after the first punctuation mark with words on both sides, or 0.
std::size_t middle_of(std::string_view text) {
  constexpr std::size_t least = 6;
  for (const std::string_view mark :
       {"，", "。", "！", "？", ". ", ", ", "! ", "? ", ",", " and "}) {
    const std::size_t at = text.find(mark, least);
    if (at != std::string_view::npos && at + mark.size() + least < text.size()) {
      return at + mark.size();
    }
  }
  return 0;
}

std::vector<result> episodes_of(const std::vector<utterance>& corpus) {
  std::vector<result> all;
  for (std::size_t i = 1; i < corpus.size(); ++i) {
    const utterance& each = corpus[i];
    const utterance& last = corpus[i - 1];
    screening seen;
    if (each.level == safety_level::emergency) {
      const std::string_view text = each.text;
      const std::size_t middle = middle_of(text);
      if (middle == 0) {
        continue;
      }
      seen = screen(text.substr(middle), std::nullopt, screen(text.substr(0, middle)));
    } else if (each.level == safety_level::routine && last.level == safety_level::routine &&
               last.lang == each.lang) {
      seen = screen(each.text, std::nullopt, screen(last.text));
    } else {
      continue;
    }
    all.push_back({each, seen.level, seen.now | seen.earlier});
  }
  return all;
}

std::vector<result> results_of(const std::vector<utterance>& corpus, bool reader_alone) {
  std::vector<result> all;
  for (const utterance& each : corpus) {
    if (reader_alone) {
      const reading meant = read_meaning(each.text);
      all.push_back({each, meant.level, meant.found});
    } else {
      const screening seen = screen(each.text);
      all.push_back({each, seen.level, seen.now});
    }
  }
  return all;
}

}  // namespace
}  // namespace aurawell::safety

int main(int argc, char** argv) {
  using namespace aurawell::safety;
  const std::vector<std::string> options(argv + std::min(argc, 2), argv + argc);
  const auto wanted = [&options](const char* option) {
    return std::find(options.begin(), options.end(), option) != options.end();
  };
  if (argc < 2) {
    std::cerr << "screen_figures FOLDER [--reader] [--episodes] [--misses]\n";
    return 2;
  }
  const auto corpus = read_corpus(argv[1]);
  const auto all =
      wanted("--episodes") ? episodes_of(corpus) : results_of(corpus, wanted("--reader"));
  wanted("--misses") ? print_misses(all) : print_figures(all);
}
