#pragma once

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace aurawell::bench {

/// Seconds of processor time of a process, or of "self"; 0 if it has ended or the name is empty.
inline double cpu_seconds(const std::string& process) {
  if (process.empty()) {
    return 0;
  }
  std::ifstream file{"/proc/" + process + "/stat"};
  const std::string all{std::istreambuf_iterator<char>{file}, {}};
  // The name before it may hold spaces.
  std::istringstream fields{all.substr(all.rfind(')') + 1)};
  std::string skipped;
  for (int field = 3; field < 14; ++field) {
    fields >> skipped;
  }
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / double(sysconf(_SC_CLK_TCK));
}

/// Lets the session of a process run before those of other programs; false if that is not allowed.
inline bool prefer(const std::string& process) {
  std::ofstream file{"/proc/" + process + "/autogroup"};
  file << "-19" << std::flush;
  return file.good();
}

}  // namespace aurawell::bench
