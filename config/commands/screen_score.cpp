#include "config/commands/screen_score.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string>
#include <string_view>

#include "config/commands/shown_text.hpp"
#include "domain/safety/findings/wilson.hpp"
#include "domain/safety/screen.hpp"

namespace aurawell::config {
namespace {

struct tally {
  int lines = 0;
  int right = 0;
  int silent = 0;
};

/// Wide enough for "200000  100.0 % (100.0 to 100.0)".
constexpr int share_width = 34;

std::string share(int hits, int count) {
  const auto range = safety::wilson(hits, count);
  return fmt::format("{:6}  {:5.1f} % ({:.1f} to {:.1f})", hits, 100.0 * hits / count,
                     100 * range.low, 100 * range.high);
}

/// The beginning of a row.
std::string row(std::string_view level, const auto& lines) {
  return fmt::format("{:12}{:>7}  ", level, lines);
}

std::string names_of(const safety::finding_set& found) {
  std::string names;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) {
      names += (names.empty() ? "" : ", ");
      names += safety::name_of(static_cast<safety::finding>(i));
    }
  }
  return names.empty() ? "none" : names;
}

tally tally_of(const std::vector<screened_message>& all, safety_level level) {
  tally of;
  for (const auto& each : all) {
    if (each.asked.wanted == level) {
      ++of.lines;
      of.right += is_judged_rightly(each) ? 1 : 0;
      of.silent += each.level == safety_level::routine ? 1 : 0;
    }
  }
  return of;
}

void print_graver(std::ostream& out, const std::vector<screened_message>& all) {
  bool is_first = true;
  for (const auto level :
       {safety_level::emergency, safety_level::urgent, safety_level::see_doctor}) {
    const auto of = tally_of(all, level);
    if (of.lines == 0) {
      continue;
    }
    if (is_first) {
      out << row("level", "lines")
          << fmt::format("{:{}}  silent (routine)\n", "  found as such or higher", share_width);
      is_first = false;
    }
    out << row(to_string(level), of.lines)
        << fmt::format("{:{}}{}\n", share(of.right, of.lines), share_width,
                       share(of.silent, of.lines));
  }
}

void print_false_alarms(std::ostream& out, const std::vector<screened_message>& all) {
  const auto of = tally_of(all, safety_level::routine);
  if (of.lines > 0) {
    out << row("level", "lines") << "  false alarms (urgent or higher)\n"
        << row(to_string(safety_level::routine), of.lines) << share(of.lines - of.right, of.lines)
        << '\n';
  }
}

void print_named(std::ostream& out, const std::vector<screened_message>& all) {
  int named = 0;
  int count = 0;
  for (const auto& each : all) {
    if (each.asked.which && is_judged_rightly(each)) {
      ++count;
      named += safety::has(each.found, *each.asked.which) ? 1 : 0;
    }
  }
  if (count > 0) {
    out << "the finding of the list is among those named: " << named << " of " << count
        << " lines that are judged rightly\n";
  }
}

}  // namespace

std::vector<screened_message> screened(std::vector<listed_message> messages) {
  std::vector<screened_message> all;
  all.reserve(messages.size());
  for (auto& each : messages) {
    const auto seen = safety::screen(each.text);
    all.push_back({std::move(each), seen.level, seen.now});
  }
  return all;
}

bool is_judged_rightly(const screened_message& message) {
  if (!message.asked.wanted) {
    return true;
  }
  return *message.asked.wanted == safety_level::routine ? message.level < safety_level::urgent
                                                        : message.level >= *message.asked.wanted;
}

void print_scores(std::ostream& out, const std::vector<screened_message>& all) {
  print_graver(out, all);
  print_false_alarms(out, all);
  print_named(out, all);
}

void print_misses(std::ostream& out, const std::vector<screened_message>& all) {
  for (const auto& each : all) {
    if (!is_judged_rightly(each)) {
      out << "line " << each.asked.line << ": wanted " << to_string(*each.asked.wanted);
      if (each.asked.which) {
        out << " (" << safety::name_of(*each.asked.which) << ')';
      }
      out << ", got " << to_string(each.level) << " (" << names_of(each.found)
          << "): " << shown(each.asked.text) << '\n';
    }
  }
}

void print_unscored(std::ostream& out, const std::vector<screened_message>& all) {
  for (const auto& each : all) {
    if (!each.asked.wanted) {
      out << "line " << each.asked.line << ": " << to_string(each.level) << " ("
          << names_of(each.found) << "): " << shown(each.asked.text) << '\n';
    }
  }
}

}  // namespace aurawell::config
