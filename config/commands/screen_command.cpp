#include "config/commands/screen_command.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <ostream>
#include <system_error>

#include "config/commands/screen_list.hpp"
#include "config/commands/screen_score.hpp"

namespace aurawell::config {
namespace {

constexpr std::size_t most_problems_told = 20;

void tell(std::ostream& err, const std::string& name, const std::vector<list_problem>& problems) {
  const auto told = std::min(problems.size(), most_problems_told);
  for (std::size_t i = 0; i < told; ++i) {
    const auto& [line, what] = problems[i];
    err << "aurawell: " << name << (line > 0 ? ":" + std::to_string(line) : "") << ": " << what
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
