#include "config/loading/suggestion.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace aurawell::config {
namespace {

/// Number of insertions, deletions, replacements and swaps of neighbours that turn one text into
/// the other.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(above.begin(), above.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

std::string_view last_part(std::string_view key) {
  return key.substr(key.rfind('.') + 1);
}

/// The name with the fewest edits, if there are few enough for a typing error.
template <class Part>
const std::string* nearest(std::string_view given, std::span<const std::string> known, Part part) {
  const std::string* best = nullptr;
  std::size_t fewest = std::max<std::size_t>(1, last_part(given).size() / 3) + 1;
  for (const auto& name : known) {
    const auto edits = edits_between(part(given), part(name));
    if (edits < fewest) {
      fewest = edits;
      best = &name;
    }
  }
  return best;
}

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  while (!name.empty()) {
    const auto end = std::min(name.find('_'), name.size());
    words.push_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

/// Whether each word of `given` begins a word of `known`: "cert_file", "certificate_file".
bool abbreviates(std::string_view given, std::string_view known) {
  constexpr std::size_t least = 3;
  const auto wanted = words_of(given);
  const auto there = words_of(known);
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](std::string_view word) {
    return word.size() >= least &&
           std::any_of(there.begin(), there.end(), [&](auto one) { return one.starts_with(word); });
  });
}

/// The shortest name in the same table that the last part abbreviates.
const std::string* in_full(std::string_view given, std::span<const std::string> known) {
  const auto table = given.substr(0, given.size() - last_part(given).size());
  const std::string* best = nullptr;
  for (const auto& name : known) {
    const bool is_in_table =
        name.starts_with(table) && last_part(name).size() + table.size() == name.size();
    if (is_in_table && abbreviates(last_part(given), last_part(name)) &&
        (best == nullptr || name.size() < best->size())) {
      best = &name;
    }
  }
  return best;
}

}  // namespace

std::string did_you_mean(std::string_view given, std::span<const std::string> known) {
  // No name is longer; longer texts would only take time.
  constexpr std::size_t longest = 200;
  if (given.size() > longest) {
    return {};
  }
  const auto* found = nearest(given, known, [](std::string_view name) { return name; });
  if (found == nullptr) {
    found = in_full(given, known);
  }
  if (found == nullptr) {
    // Possibly the right name in a wrong section.
    found = nearest(given, known, &last_part);
  }
  return found == nullptr ? "" : "; did you mean \"" + *found + "\"?";
}

}  // namespace aurawell::config
