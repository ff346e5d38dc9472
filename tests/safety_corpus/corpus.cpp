#include "tests/safety_corpus/corpus.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace aurawell::safety {

namespace {

// Labels with another name in the program.
const std::map<std::string, std::string> other_names{
    {"cardiac", "chest_pain_with_signs"},
    {"violence", "violence_now"},
    {"eating_disorder", "eating_disorder_crisis"},
    {"heat_stroke", "heat_or_cold"},
    {"swallowed_object", "swallowed_danger"},
    {"violence_risk", "violence"},
    {"head_bump_with_signs", "head_injury_with_signs"},
    {"pregnancy", "pregnancy_warning"},
    {"blood", "blood_coughed_or_passed"},
    {"mole", "changing_mole"},
    {"eating", "eating_disorder"},
    {"burn_small", "small_burn"},
    {"other_doctor", "other_for_doctor"},
};

utterance read_line(const std::string& line, const std::string& file_name) {
  std::istringstream fields{line};
  utterance read;
  std::string level;
  std::getline(fields, level, '\t');
  std::getline(fields, read.label, '\t');
  std::getline(fields, read.kind, '\t');
  std::getline(fields, read.text);
  const auto known = safety_level_from_string(level);
  if (!known || read.text.empty() || read.text.find('\t') != std::string::npos) {
    throw std::runtime_error("not level, finding, kind and text");
  }
  read.level = *known;
  read.lang = file_name.find("zh") == std::string::npos ? language::en : language::zh;
  const bool numbered = file_name.size() > 5 && file_name[2] == '-' && file_name[5] == '-';
  read.batch = numbered ? file_name.substr(3, 2) : "";
  return read;
}

}  // namespace

std::vector<utterance> read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".tsv") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<utterance> all;
  for (const auto& path : files) {
    std::ifstream file{path};
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
      try {
        all.push_back(read_line(line, path.filename().string()));
      } catch (const std::runtime_error& error) {
        throw std::runtime_error(path.string() + ":" + std::to_string(number) + ": " +
                                 error.what());
      }
    }
  }
  return all;
}

std::vector<utterance> read_phrase_list(const std::filesystem::path& file) {
  std::vector<utterance> all;
  std::ifstream lines{file};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields{line};
    std::string level;
    std::string lang;
    utterance read;
    std::getline(fields, level, '\t');
    std::getline(fields, lang, '\t');
    std::getline(fields, read.text);
    const auto known = safety_level_from_string(level);
    if (known && !read.text.empty()) {
      read.level = *known;
      read.lang = lang == "zh" ? language::zh : language::en;
      read.label = "none";
      read.kind = published_kind;
      all.push_back(read);
    }
  }
  return all;
}

std::optional<finding> finding_of_label(const std::string& label) {
  const auto other = other_names.find(label);
  return finding_from_name(other == other_names.end() ? label : other->second);
}

}  // namespace aurawell::safety
