#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/language.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"

namespace aurawell::safety {

/// One line of the corpus.
struct utterance {
  std::string batch;  ///< "02" of "zh-02-parents.tsv"; "" in a file without a number
  language lang = language::zh;
  safety_level level = safety_level::routine;
  std::string label;  ///< the corpus's name of the finding
  std::string kind;
  std::string text;
};

/// All lines of all `.tsv` files of a folder, in the order of their names. Throws
/// `std::runtime_error` with file and line if one is broken.
std::vector<utterance> read_corpus(const std::filesystem::path& folder);

/// The kind of what `read_phrase_list` returns.
inline constexpr std::string_view published_kind = "published";

/// The lines of level, language and text of `tests/domain/safety/phrases.tsv`.
std::vector<utterance> read_phrase_list(const std::filesystem::path& file);

/// Returns the finding of a label; nothing for labels such as "infection".
std::optional<finding> finding_of_label(const std::string& label);

}  // namespace aurawell::safety
