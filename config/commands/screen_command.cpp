#include "config/commands/screen_command.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <system_error>

#include "config/commands/screen_list.hpp"
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

constexpr std::size_t most_problems_told = 20;

void tell(std::ostream& err, const std::string& name, const std::vector<list_problem>& problems) {
  const auto told = std::min(problems.size(), most_problems_told);
  for (std::size_t i = 0; i < told; ++i) {
    const auto& [line, message] = problems[i];
    err << "aurawell: " << name << (line > 0 ? ":" + std::to_string(line) : "") << ": " << message
        << '\n';
  }
  if (problems.size() > told) {
    err << "aurawell: " << name << ": and " << problems.size() - told << " more such lines\n";
  }
}

int score(const std::string& name, std::istream& from, bool misses, command_streams& streams) {
  auto list = read_message_list(from);
  tell(streams.err, name, list.problems);
  if (from.bad()) {
    streams.err << "aurawell: " << name << ": it cannot be read to its end\n";
    return 1;
  }
  if (list.messages.empty()) {
    streams.err << "aurawell: " << name
                << ": there is no message in it: write a level, a tab and a text on each line\n";
    return 1;
  }
  const auto all = screened(std::move(list.messages));
  print_unscored(streams.out, all);
  if (misses) {
    print_misses(streams.out, all);
  }
  print_scores(streams.out, all);
  if (!streams.out.flush()) {
    streams.err << "aurawell: the result cannot be written\n";
    return 1;
  }
  return 0;
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

int screen_command(const std::string& file, bool misses, command_streams streams) {
  if (file == "-") {
    return score("standard input", streams.in, misses, streams);
  }
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) {
    streams.err << "aurawell: " << file << ": it is a folder, not a file\n";
    return 1;
  }
  errno = 0;
  std::ifstream from{file, std::ios::binary};
  if (!from) {
    streams.err << "aurawell: " << file << ": "
                << std::error_code{errno, std::generic_category()}.message() << '\n';
    return 1;
  }
  return score(file, from, misses, streams);
}

}  // namespace aurawell::config
