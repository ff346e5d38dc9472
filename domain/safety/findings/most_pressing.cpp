#include "domain/safety/findings/most_pressing.hpp"

#include <utility>

namespace aurawell::safety {

namespace {

std::vector<finding> in_order(const finding_set& found) {
  std::vector<finding> ordered;
  for (std::size_t i = 0; i < found.size() && ordered.size() < most_spoken_of; ++i) {
    if (found[i]) {
      ordered.push_back(static_cast<finding>(i));
    }
  }
  return ordered;
}

/// Returns the first findings in order. Replaces the last of them by `kept` if that was found and
/// is not among them.
std::vector<finding> joined(finding kept, const finding_set& found) {
  std::vector<finding> ordered = in_order(found);
  if (has(found, kept) && ordered.front() != kept) {
    ordered.back() = kept;
  }
  return ordered;
}

}  // namespace

std::vector<finding> most_pressing_emergencies(const finding_set& found) {
  std::vector<finding> ordered = joined(finding::self_harm, emergencies_of(found));
  // A wish to hang oneself has the same words as a strangled neck.
  if (ordered.size() > 1 && ordered.front() == finding::strangulation &&
      ordered.back() == finding::self_harm) {
    std::swap(ordered.front(), ordered.back());
  }
  return ordered;
}

std::vector<finding> most_pressing_early(const finding_set& found) {
  std::vector<finding> ordered = joined(finding::suicidal_hint, found & ~emergencies_of(found));
  // A finding that can wait for days would make the urgent one look less serious.
  while (ordered.size() > 1 && level_of(ordered.back()) < level_of(ordered.front())) {
    ordered.pop_back();
  }
  return ordered;
}

}  // namespace aurawell::safety
