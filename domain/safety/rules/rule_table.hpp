#pragma once

#include <string_view>
#include <vector>

#include "domain/safety/findings/finding.hpp"
#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {

/// One rule for a finding. It applies when all three conditions hold.
struct rule {
  finding which = finding::count;
  /// The message has one of these phrases.
  std::vector<phrase> say;
  /// The message also has one of these, anywhere; always true if empty.
  std::vector<phrase> required;
  /// The phrase of `say` is not part of one of these, which are figures of speech.
  std::vector<phrase> unless;
};

/// Reads one table of `phrases/`; `docs/safety.md` describes the format. Adds malformed lines to
/// `broken`.
std::vector<rule> read_rules(std::string_view table, std::vector<std::string_view>& broken);

/// Returns the text of `phrases/<level>.txt`, built into the program; empty for `routine`.
std::string_view phrase_table(safety_level level) noexcept;

/// Returns the rules of all three tables, emergencies first. Parsed once. Any thread.
const std::vector<rule>& all_rules();

}  // namespace aurawell::safety
