#include "tests/loadtest/process_usage.hpp"

#include <unistd.h>

#include <charconv>
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
  const auto folder = "/proc/" + std::to_string(pid);
  std::ifstream stat_file{folder + "/stat"};
  std::string line;
  std::getline(stat_file, line);
  // The name, in parentheses, may contain any character; the 12th and 13th field after it are used.
  const auto name_end = line.rfind(')');
  if (name_end == std::string::npos) {
    return std::nullopt;
  }
  std::istringstream fields{line.substr(name_end + 1)};
  std::string skipped;
  for (int i = 0; i < 11; ++i) {
    fields >> skipped;
  }
  double user = 0;
  double system = 0;
  fields >> user >> system;
  std::ifstream memory_file{folder + "/statm"};
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  memory_file >> total >> resident;
  if (!fields || !memory_file) {
    return std::nullopt;
  }
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  return process_usage{std::chrono::duration<double>{(user + system) / ticks}, resident * page};
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
