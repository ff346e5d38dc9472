#include "config/loading/report.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include "config/settings/options.hpp"
#include "config/settings/values.hpp"

namespace aurawell::config {
namespace {

struct line {
  std::string text;
  /// Empty for a default.
  std::string origin;
};

/// One table of the file, "key = value" aligned.
std::vector<line> lines_of(const section& known, const std::string& instance,
                           const loaded_settings& loaded) {
  auto values = loaded.values;
  std::size_t widest = 0;
  for (const auto& row : all_options()) {
    widest = row.section == known.name ? std::max(widest, row.name.size()) : widest;
  }
  std::vector<line> lines;
  for (const auto& row : all_options()) {
    if (row.section != known.name || !has_effect(row, instance, loaded.values)) {
      continue;
    }
    const auto found = loaded.origins.find(key_of(row, instance));
    const auto origin = found == loaded.origins.end() ? std::string{} : found->second;
    const auto padding = std::string(widest - row.name.size(), ' ');
    if (!row.secret) {
      lines.push_back(
          {std::string{row.name} + padding + " = " + to_toml(row, row.access(values, instance)),
           origin});
    } else if (!origin.empty()) {
      lines.push_back({"# " + std::string{row.name} + " = \"********\"", origin});
    }
  }
  return lines;
}

}  // namespace

void print_problems(std::ostream& out, const std::vector<problem>& problems,
                    std::string_view what_has) {
  out << "aurawell: " << what_has << ' ' << problems.size()
      << (problems.size() == 1 ? " problem:\n" : " problems:\n");
  for (const auto& [origin, message] : problems) {
    out << "  " << origin << ": " << message << '\n';
  }
}

void print_effective(std::ostream& out, const loaded_settings& loaded) {
  const char* gap = "";
  for (const auto& known : all_sections()) {
    for (const auto& instance : instances_of(known.name, loaded.values)) {
      out << gap << '[' << section_path(known.name, instance) << "]\n";
      gap = "\n";
      const auto lines = lines_of(known, instance, loaded);
      std::size_t widest = 0;
      for (const auto& [text, origin] : lines) {
        widest = origin.empty() ? widest : std::max(widest, text.size());
      }
      for (const auto& [text, origin] : lines) {
        out << text;
        if (!origin.empty()) {
          out << std::string(widest - text.size(), ' ') << "  # " << origin;
        }
        out << '\n';
      }
    }
  }
}

}  // namespace aurawell::config
