#include "tests/mock_llm/quirk_catalog.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>
#include <vector>

#include "tests/mock_llm/corpus_quirks.hpp"
#include "tests/mock_llm/faults.hpp"

namespace aurawell::mock {
namespace {

std::vector<quirk> all_faults() {
  std::vector<quirk> all{
      {"none", "the usual answer", [](const quirk_case&) { return std::optional<script>{}; }}};
  for (auto* const group : {status_faults, dialects, silences, broken_connections, continuations,
                            odd_answers, odd_framings, odd_bodies, floods}) {
    std::ranges::move(group(), std::back_inserter(all));
  }
  return all;
}

/// The Levenshtein distance.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < left.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < right.size(); ++j) {
      const auto replaced = diagonal + (left[i] == right[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::string_view nearest_name(std::string_view name) {
  std::string_view nearest;
  auto least = std::string_view::npos;
  for (const auto& catalog : {fault_catalog(), corpus_catalog()}) {
    for (const auto& each : catalog) {
      if (const auto now = distance(name, each.name); now < least) {
        least = now;
        nearest = each.name;
      }
    }
  }
  return nearest;
}

void append_rows(std::string& table, std::string_view title, std::span<const quirk> catalog) {
  table.append(title).append("\n");
  std::size_t width = 0;
  for (const auto& each : catalog) {
    width = std::max(width, each.name.size());
  }
  for (const auto& each : catalog) {
    table.append("  ").append(each.name).append(width + 2 - each.name.size(), ' ');
    table.append(each.help).append("\n");
  }
}

}  // namespace

std::span<const quirk> fault_catalog() {
  static const auto all = all_faults();
  return all;
}

std::span<const quirk> corpus_catalog() {
  static const auto all = corpus_quirks();
  return all;
}

result<const quirk*> find_quirk(std::string_view name) {
  for (const auto& catalog : {fault_catalog(), corpus_catalog()}) {
    if (const auto found = std::ranges::find(catalog, name, &quirk::name); found != catalog.end()) {
      return &*found;
    }
  }
  // Typed names are short; a long name is not compared.
  const auto shown = std::string{name.substr(0, 64)};
  return error{ec::invalid_input, "no quirk is named '" + shown + "'; the nearest is '" +
                                      std::string{nearest_name(shown)} +
                                      "', aurawell-mock-llm --list-quirks shows them all"};
}

std::string_view quirk_name_in(std::string_view model) noexcept {
  if (!model.starts_with(quirk_mark)) {
    return {};
  }
  const auto rest = model.substr(quirk_mark.size());
  return rest.substr(0, rest.find(','));
}

std::string quirk_table() {
  std::string table;
  append_rows(table, "Faults:", fault_catalog());
  append_rows(table, "\nStreams of the corpus, byte for byte:", corpus_catalog());
  return table;
}

}  // namespace aurawell::mock
