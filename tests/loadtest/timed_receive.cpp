#include "tests/loadtest/timed_receive.hpp"

#include <sys/socket.h>

#include <array>
#include <cstring>
#include <ctime>

namespace aurawell::loadtest {
namespace {

using clock = std::chrono::steady_clock;

/// The kernel's stamp is of its other clock; a step of that clock between the two readings of it
/// spoils one value.
clock::time_point moment_of(const timespec& stamp) noexcept {
  using std::chrono::nanoseconds;
  const auto steady = clock::now();
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  const auto age = wall - std::chrono::seconds{stamp.tv_sec} - nanoseconds{stamp.tv_nsec};
  return steady - std::chrono::duration_cast<nanoseconds>(age);
}

}  // namespace

void note_arrivals(int descriptor) noexcept {
  const int on = 1;
  ::setsockopt(descriptor, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
}

arrival timed_receive(int descriptor, char* into, std::size_t room) noexcept {
  iovec place{into, room};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(timespec))> notes{};
  msghdr message{};
  message.msg_iov = &place;
  message.msg_iovlen = 1;
  message.msg_control = notes.data();
  message.msg_controllen = notes.size();
  const auto count = ::recvmsg(descriptor, &message, MSG_DONTWAIT);
  const auto* const note = count > 0 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (note == nullptr || note->cmsg_level != SOL_SOCKET || note->cmsg_type != SCM_TIMESTAMPNS) {
    return {count, clock::now()};
  }
  timespec stamp{};
  std::memcpy(&stamp, CMSG_DATA(note), sizeof stamp);
  return {count, moment_of(stamp)};
}

}  // namespace aurawell::loadtest
