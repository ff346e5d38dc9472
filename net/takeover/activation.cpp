#include "net/takeover/activation.hpp"

#include <fcntl.h>

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace aurawell::net {
namespace {

/// More sockets than any sensible unit has.
constexpr int most_activated = 64;

constexpr const char* advice =
    "; FileDescriptorName= of the socket unit must be clients, redirect or operators";

std::optional<std::string> take_variable(const char* name) {
  const char* value = std::getenv(name);
  std::optional<std::string> taken;
  if (value != nullptr) {
    taken = value;
    ::unsetenv(name);
  }
  return taken;
}

std::optional<int> number_in(const std::string& text) {
  int number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  return fault == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const auto colon = text.find(':');
    parts.emplace_back(text.substr(0, colon));
    if (colon == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(colon + 1);
  }
}

/// Without FileDescriptorName= systemd takes the name of the unit.
bool is_unnamed(std::string_view name) {
  return name.empty() || name == "unknown" || name.ends_with(".socket");
}

error unusable(const std::string& detail) {
  return {ec::bad_configuration, "sockets of systemd: " + detail};
}

}  // namespace

activation_variables take_activation_variables() {
  return {take_variable("LISTEN_PID"), take_variable("LISTEN_FDS"),
          take_variable("LISTEN_FDNAMES")};
}

result<std::vector<listener_role>> activated_roles(const activation_variables& from, pid_t self) {
  std::vector<listener_role> roles;
  if (!from.process || !from.count || number_in(*from.process) != self) {
    return roles;
  }
  const auto count = number_in(*from.count);
  if (!count || *count < 0 || *count > most_activated) {
    return unusable("LISTEN_FDS is no number up to " + std::to_string(most_activated));
  }
  auto names =
      from.names ? split(*from.names) : std::vector<std::string>(static_cast<std::size_t>(*count));
  if (names.size() != static_cast<std::size_t>(*count) && *count > 0) {
    return unusable("LISTEN_FDNAMES has " + std::to_string(names.size()) + " names for " +
                    std::to_string(*count) + " sockets" + advice);
  }
  names.resize(static_cast<std::size_t>(*count));
  if (names.size() == 1 && is_unnamed(names.front())) {
    names.front() = to_string(listener_role::clients);
  }
  for (const auto& name : names) {
    const auto role = listener_role_of(name);
    if (!role) {
      return unusable("one is named \"" + name + "\"" + advice);
    }
    roles.push_back(*role);
  }
  return roles;
}

result<inherited_sockets> adopt_activated(const std::vector<listener_role>& roles, int first) {
  inherited_sockets adopted;
  for (const auto role : roles) {
    file_descriptor own{first++};
    ::fcntl(own.number(), F_SETFD, FD_CLOEXEC);
    auto checked = listening_socket::check(std::move(own), true);
    if (!checked) {
      return unusable("the one for " + std::string{to_string(role)} + " " +
                      checked.failure().detail + "; use ListenStream= with a port, and Accept=no");
    }
    adopted.add({role, std::move(checked).value()});
  }
  return adopted;
}

}  // namespace aurawell::net
