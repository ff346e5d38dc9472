#include "tests/actors/random_faults/simulated_channel.hpp"

#include <utility>

namespace aurawell::test_support {

client_channel::room simulated_channel::send(std::vector<server_event> events) {
  found_->expect(!waits_for_room_, "sent to a channel that was full");
  for (auto& event : events) {
    note(event);
    unread.push_back(std::move(event));
  }
  waits_for_room_ = is_full;
  return is_full ? room::full : room::more;
}

bool simulated_channel::stop_being_full() {
  is_full = false;
  return std::exchange(waits_for_room_, false);
}

void simulated_channel::note(const server_event& event) {
  if (const auto* hello = std::get_if<connection_established>(&event.body)) {
    session_ = hello->session;
    if (told_->session != session_ || told_->epoch != hello->epoch) {
      *told_ = {session_, hello->epoch, hello->position, {}};
    }
    return;
  }
  // Another connection of the same session may have sent it before.
  if (told_->session != session_ || event.seq <= told_->seq) {
    return;
  }
  told_->seq = event.seq;
  if (const auto* update = std::get_if<status_update>(&event.body)) {
    const auto& name = event.scope->request.value;
    if (is_terminal(update->status)) {
      told_->under_way.erase(name);
    } else {
      told_->under_way.insert(name);
    }
  }
}

}  // namespace aurawell::test_support
