#include "config/usable_cores.hpp"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string>

namespace aurawell::config {
namespace {

/// Of the control group that a container shows as its root (version 2).
constexpr const char* quota_file = "/sys/fs/cgroup/cpu.max";

std::uint32_t cores_of_affinity() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  const bool is_known = ::sched_getaffinity(0, sizeof(allowed), &allowed) == 0;
  return is_known ? static_cast<std::uint32_t>(std::max(1, CPU_COUNT(&allowed))) : 1;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{value} : std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> quota_in_cores(std::string_view cpu_max) {
  const auto space = cpu_max.find(' ');
  if (space == std::string_view::npos) {
    return std::nullopt;
  }
  const auto quota = number_in(cpu_max.substr(0, space));
  const auto period = number_in(cpu_max.substr(space + 1));
  if (!quota || !period || *quota == 0 || *period == 0) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(std::min<std::uint64_t>((*quota - 1) / *period + 1, 1024));
}

std::uint32_t usable_cores() {
  std::ifstream file{quota_file};
  std::string line;
  std::getline(file, line);
  const auto cores = cores_of_affinity();
  return std::min(cores, quota_in_cores(line).value_or(cores));
}

}  // namespace aurawell::config
