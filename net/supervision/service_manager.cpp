#include "net/supervision/service_manager.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <ctime>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

constexpr timeval longest_wait{1, 0};

/// The service manager compares it with the time of its own messages.
long long monotonic_microseconds() noexcept {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000LL + now.tv_nsec / 1'000;
}

/// A line of a message ends with a line feed.
std::string one_line(std::string_view text) {
  std::string line{text};
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::optional<std::string> control_groups(const std::string& process) {
  std::ifstream file{"/proc/" + process + "/cgroup"};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

}  // namespace

result<service_manager> service_manager::make(const std::optional<std::string>& address) {
  if (!address || address->empty()) {
    return service_manager{};
  }
  const auto size = sizeof(sockaddr_un::sun_path) - 1;
  if ((address->front() != '/' && address->front() != '@') || address->size() > size) {
    return error{ec::bad_configuration,
                 "NOTIFY_SOCKET must be a path that begins with /, or @ and the name of an "
                 "abstract socket, of at most " +
                     std::to_string(size) + " bytes; it is set by the service manager"};
  }
  file_descriptor socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  if (!socket || ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &longest_wait,
                              sizeof longest_wait) != 0) {
    return error{ec::bad_configuration,
                 "the socket of NOTIFY_SOCKET: " + std::generic_category().message(errno)};
  }
  return service_manager{*address, std::move(socket)};
}

service_manager::service_manager(service_manager&& other) noexcept
    : address_{std::move(other.address_)},
      socket_{std::move(other.socket_)},
      is_replaced_{other.is_replaced_.load()} {}

void service_manager::ready(std::string_view status) {
  send("READY=1\nSTATUS=" + one_line(status));
}

void service_manager::reloading() {
  send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(monotonic_microseconds()) +
       "\nSTATUS=Reads the settings again");
}

void service_manager::stopping(std::chrono::milliseconds longest) {
  const std::chrono::microseconds extended = longest;
  send("STOPPING=1\nEXTEND_TIMEOUT_USEC=" + std::to_string(extended.count()) +
       "\nSTATUS=Finishes the answers that run, closes the connections");
}

void service_manager::alive() {
  send("WATCHDOG=1");
}

void service_manager::replaced_by(pid_t process) {
  send("MAINPID=" + std::to_string(process) + "\nSTATUS=Process " + std::to_string(process) +
       " has taken over");
  is_replaced_ = true;
}

void service_manager::send(std::string_view message) {
  if (!socket_ || is_replaced_) {
    return;
  }
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  address_.copy(to.sun_path, sizeof to.sun_path - 1);
  if (address_.front() == '@') {
    to.sun_path[0] = '\0';
  }
  const auto size = offsetof(sockaddr_un, sun_path) + address_.size();
  if (::sendto(socket_.number(), message.data(), message.size(), MSG_NOSIGNAL,
               reinterpret_cast<const sockaddr*>(&to), static_cast<socklen_t>(size)) < 0) {
    logging::warn("supervision.not_told",
                  {{"detail", std::generic_category().message(errno)},
                   {"message", message.substr(0, message.find('\n'))},
                   {"hint", "the service manager at NOTIFY_SOCKET does not know this state"}});
  }
}

bool is_of_same_service(pid_t process) {
  const auto own = control_groups("self");
  return own && control_groups(std::to_string(process)) == own;
}

}  // namespace aurawell::net
