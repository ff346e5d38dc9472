#include "tests/loadtest/process_usage.hpp"

#include <unistd.h>

#include <charconv>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace aurawell::loadtest {
namespace {

namespace fs = std::filesystem;

/// Inodes of the listening sockets in a table like /proc/net/tcp.
void add_listening_inodes(const char* table, std::uint16_t port, std::set<std::string>& out) {
  constexpr auto listening = "0A";
  std::ifstream file{table};
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields{line};
    std::string slot, local, remote, state, queues, timer, retransmits, uid, timeout, inode;
    fields >> slot >> local >> remote >> state >> queues >> timer >> retransmits >> uid >>
        timeout >> inode;
    const auto colon = local.rfind(':');
    if (state == listening && colon != std::string::npos &&
        std::stoul(local.substr(colon + 1), nullptr, 16) == port) {
      out.insert("socket:[" + inode + "]");
    }
  }
}

bool holds_any(const fs::path& process, const std::set<std::string>& sockets) {
  std::error_code failure;
  for (fs::directory_iterator entry{process / "fd", failure}, end; !failure && entry != end;
       entry.increment(failure)) {
    std::error_code gone;
    if (sockets.contains(fs::read_symlink(entry->path(), gone).string())) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<process_usage> read_process_usage(int pid) {
  clockid_t clock = 0;
  timespec cpu{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &cpu) != 0) {
    return std::nullopt;
  }
  std::ifstream memory_file{"/proc/" + std::to_string(pid) + "/statm"};
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  memory_file >> total >> resident;
  if (!memory_file) {
    return std::nullopt;
  }
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  const std::chrono::duration<double> used{static_cast<double>(cpu.tv_sec) +
                                           static_cast<double>(cpu.tv_nsec) / 1e9};
  return process_usage{used, resident * page};
}

std::uint64_t read_proportional_bytes(int pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/smaps_rollup"};
  std::string word;
  std::uint64_t kilobytes = 0;
  while (file >> word && word != "Pss:") {
  }
  file >> kilobytes;
  return file ? kilobytes * 1024 : 0;
}

std::vector<processor_times> read_processor_times() {
  constexpr std::size_t idle = 3;
  constexpr std::size_t waiting = 4;
  /// Behind it stand times of guests, which are in the others already.
  constexpr std::size_t fields = 8;
  std::vector<processor_times> processors;
  std::ifstream file{"/proc/stat"};
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line) && line.starts_with("cpu")) {
    std::istringstream numbers{line};
    std::string name;
    numbers >> name;
    processor_times now;
    for (std::size_t i = 0; i < fields; ++i) {
      std::uint64_t ticks = 0;
      numbers >> ticks;
      now.all += ticks;
      now.busy += i == idle || i == waiting ? 0 : ticks;
    }
    processors.push_back(now);
  }
  return processors;
}

std::optional<int> find_listening_process(std::uint16_t port) {
  std::set<std::string> sockets;
  add_listening_inodes("/proc/net/tcp", port, sockets);
  add_listening_inodes("/proc/net/tcp6", port, sockets);
  std::error_code failure;
  for (fs::directory_iterator entry{"/proc", failure}, end; !failure && entry != end;
       entry.increment(failure)) {
    const auto name = entry->path().filename().string();
    int pid = 0;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (parsed.ptr == name.data() + name.size() && holds_any(entry->path(), sockets)) {
      return pid;
    }
  }
  return std::nullopt;
}

}  // namespace aurawell::loadtest
