#include "config/loading/section_rules.hpp"
#include "net/takeover/takeover_socket.hpp"

namespace aurawell::config {

std::vector<setting_fault> find_takeover_faults(const settings& in) {
  const auto size = in.takeover.socket.size();
  if (size <= net::takeover_socket::max_path_bytes) {
    return {};
  }
  return {
      {"takeover.socket", "has " + std::to_string(size) + " bytes; a socket's path has at most " +
                              std::to_string(net::takeover_socket::max_path_bytes) +
                              ", choose a shorter one such as \"/run/aurawell/takeover.socket\""}};
}

}  // namespace aurawell::config
