#include "actors/system/supervisor.hpp"

#include <algorithm>
#include <caf/all.hpp>

#include "actors/system/directory.hpp"
#include "actors/system/errors.hpp"
#include "domain/log/log.hpp"

namespace aurawell::actors {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortest_pause{100};
constexpr milliseconds longest_pause{10'000};

/// A child that has lived this long was healthy: its termination counts as the first.
constexpr std::chrono::minutes healthy_life{1};

}  // namespace

void supervisor_state::start(self_pointer owner, std::vector<supervised_child> children) {
  self_ = owner;
  for (auto& definition : children) {
    children_.push_back({std::move(definition), {}, {}, 0});
  }
  for (std::uint32_t i = 0; i < children_.size(); ++i) {
    on_respawn(i);
  }
}

void supervisor_state::on_respawn(std::uint32_t index) {
  auto& restarted = children_[index];
  if (restarted.address) {
    return;
  }
  const auto actor = restarted.definition.spawn(self_);
  restarted.address = actor.address();
  restarted.started = self_->clock().now();
  self_->monitor(actor);
  if (stopping_) {
    stop_pools();
  }
}

void supervisor_state::on_down(const caf::down_msg& down) {
  for (std::uint32_t i = 0; i < children_.size(); ++i) {
    auto& dead = children_[i];
    if (dead.address == down.source) {
      dead.address = nullptr;
      if (self_->clock().now() - dead.started >= healthy_life) {
        dead.terminations = 0;
      }
      const auto pause =
          std::min(shortest_pause * (1 << std::min(dead.terminations++, 7U)), longest_pause);
      logging::error("actor.terminated", {{"actor", dead.definition.name},
                                          {"detail", self_->system().render(down.reason)},
                                          {"restart_ms", pause}});
      self_->delayed_send(self_, pause, respawn_atom::value, i);
    }
  }
}

void supervisor_state::on_stop() {
  stopping_ = true;
  for (std::uint32_t i = 0; i < children_.size(); ++i) {
    on_respawn(i);
  }
  stop_pools();
}

/// Forwarded here: only the supervisor has all running children, and it spawns none from now on.
void supervisor_state::on_exit(const caf::exit_msg& message) {
  for (auto one = children_.rbegin(); one != children_.rend(); ++one) {
    if (one->address) {
      self_->send_exit(one->address, message.reason);
    }
  }
  self_->quit(message.reason);
}

void supervisor_state::stop_pools() {
  for (const auto kind : {chat_kind::health, chat_kind::general}) {
    if (const auto pool = pool_for(self_->system(), kind)) {
      self_->send(pool, stop_atom::value);
    }
  }
}

supervisor_actor::behavior_type run_supervisor(supervisor_state::self_pointer self,
                                               std::vector<supervised_child> children) {
  auto& state = self->state;
  self->set_exception_handler(end_with_error);
  self->set_down_handler([&state](const caf::down_msg& down) { state.on_down(down); });
  self->set_exit_handler([&state](const caf::exit_msg& message) { state.on_exit(message); });
  state.start(self, std::move(children));
  return {
      [&state](stop_atom) { state.on_stop(); },
      [](pulse_atom, const pulse_ptr& question) { question->answer(); },
      [&state](respawn_atom, std::uint32_t index) { state.on_respawn(index); },
  };
}

}  // namespace aurawell::actors
