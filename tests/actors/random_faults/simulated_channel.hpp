#pragma once

#include <deque>
#include <memory>
#include <set>
#include <string>

#include "domain/ports/client_channel.hpp"
#include "tests/actors/random_faults/findings.hpp"

namespace aurawell::test_support {

/// Everything that a device's session has sent on all connections, whether or not the device has
/// read it.
struct told_so_far {
  session_id session;
  std::string epoch;
  event_seq seq = 0;
  /// Requests that run in the session.
  std::set<std::string> under_way;
};

/// One connection up to the device's reads. Checks that the session keeps the contract of
/// `client_channel`.
class simulated_channel final : public client_channel {
 public:
  simulated_channel(std::shared_ptr<told_so_far> told, std::shared_ptr<findings> found)
      : told_{std::move(told)}, found_{std::move(found)} {}

  room send(std::vector<server_event> events) override;
  void close(close_code, std::string) override { is_closed = true; }

  bool is_up_to_date() const noexcept { return !is_closed && !waits_for_room_; }
  /// Whether the session waits for room and must be notified when there is some.
  bool stop_being_full();

  std::deque<server_event> unread;
  bool is_full = false;
  bool is_closed = false;

 private:
  void note(const server_event& event);

  std::shared_ptr<told_so_far> told_;
  std::shared_ptr<findings> found_;
  session_id session_;
  /// Closed by the session, which sends nothing more.
  bool waits_for_room_ = false;
};

}  // namespace aurawell::test_support
