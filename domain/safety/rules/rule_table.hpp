#pragma once

#include <string_view>
#include <vector>

#include "domain/safety/findings/finding.hpp"
#include "domain/text/phrase_text.hpp"

namespace aurawell::safety {

/// One way of saying a finding.
struct rule {
  finding which = finding::count;
  /// One of these is said,
  std::vector<phrase> say;
  /// and one of these anywhere in the same message, unless there are none,
  std::vector<phrase> with;
  /// and the former is no part of one of these, which are only ways of speaking.
  std::vector<phrase> unless;
};

/// The rules of one table of `phrases/`; `docs/safety.md` describes the form. Lines that
/// are none go into `broken`.
std::vector<rule> read_rules(std::string_view table, std::vector<std::string_view>& broken);

/// The text of `phrases/<level>.txt`, built into the program; empty for `routine`.
std::string_view phrase_table(safety_level level) noexcept;

/// The rules of all three tables, emergencies first. Read once; any thread may call it.
const std::vector<rule>& all_rules();

}  // namespace aurawell::safety
