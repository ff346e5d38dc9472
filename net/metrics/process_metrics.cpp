#include "net/metrics/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

#include "net/metrics/sampled_family.hpp"

namespace aurawell::net {
namespace {

using prometheus::MetricType;

/// Values of /proc/self/stat in their units: bytes, pages, and ticks since the machine started.
struct process_state {
  double started = 0;
  double virtual_bytes = 0;
  double resident_pages = 0;
};

std::optional<process_state> read_state() {
  std::ifstream file{"/proc/self/stat"};
  std::string line;
  std::getline(file, line);
  // The program's name, in parentheses, may contain any character.
  const auto name_end = line.rfind(')');
  if (name_end == std::string::npos) {
    return std::nullopt;
  }
  std::istringstream rest{line.substr(name_end + 1)};
  constexpr int fields_before_start = 19;
  std::string skipped;
  for (int i = 0; i < fields_before_start; ++i) {
    rest >> skipped;
  }
  process_state state;
  rest >> state.started >> state.virtual_bytes >> state.resident_pages;
  return rest ? std::optional{state} : std::nullopt;
}

/// Returns seconds since the epoch.
std::optional<double> read_boot_time() {
  std::ifstream file{"/proc/stat"};
  for (std::string word; file >> word;) {
    double value = 0;
    if (word == "btime" && file >> value) {
      return value;
    }
  }
  return std::nullopt;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

class family_list {
 public:
  void add(double value, const char* name, MetricType type, const char* help) {
    sampled_family family{name, type, help};
    family.add(value);
    families_.push_back(std::move(family).take());
  }

  std::vector<prometheus::MetricFamily> take() && { return std::move(families_); }

 private:
  std::vector<prometheus::MetricFamily> families_;
};

void add_memory_and_start(family_list& list) {
  const auto state = read_state();
  if (!state) {
    return;
  }
  const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
  list.add(state->resident_pages * page, "process_resident_memory_bytes", MetricType::Gauge,
           "Resident memory size in bytes.");
  list.add(state->virtual_bytes, "process_virtual_memory_bytes", MetricType::Gauge,
           "Virtual memory size in bytes.");
  if (const auto boot = read_boot_time()) {
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    list.add(*boot + state->started / ticks, "process_start_time_seconds", MetricType::Gauge,
             "Start time of the process since the epoch in seconds.");
  }
}

void add_files(family_list& list) {
  std::error_code fault;
  const std::filesystem::directory_iterator files{"/proc/self/fd", fault};
  if (!fault) {
    // One entry is the descriptor that reads this folder.
    const auto open = std::distance(begin(files), end(files)) - 1;
    list.add(static_cast<double>(open), "process_open_fds", MetricType::Gauge,
             "Number of open file descriptors.");
  }
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    list.add(static_cast<double>(limit.rlim_cur), "process_max_fds", MetricType::Gauge,
             "Maximum number of open file descriptors.");
  }
}

}  // namespace

std::vector<prometheus::MetricFamily> process_families() {
  family_list list;
  rusage used{};
  if (::getrusage(RUSAGE_SELF, &used) == 0) {
    list.add(seconds(used.ru_utime) + seconds(used.ru_stime), "process_cpu_seconds_total",
             MetricType::Counter, "Total user and system CPU time spent in seconds.");
  }
  add_memory_and_start(list);
  add_files(list);
  return std::move(list).take();
}

}  // namespace aurawell::net
