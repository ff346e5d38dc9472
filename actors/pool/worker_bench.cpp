#include "actors/pool/worker_bench.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <cassert>
#include <utility>

namespace aurawell::actors {
namespace {

using std::chrono::milliseconds;

/// Pause before the successor of a terminated worker starts; doubles with each termination.
constexpr milliseconds shortest_pause{100};
constexpr milliseconds longest_pause{5'000};

milliseconds pause_after(std::uint32_t deaths) {
  return std::min(shortest_pause * (1 << std::min(deaths, 6U)), longest_pause);
}

}  // namespace

worker_bench::~worker_bench() {
  close();
}

void worker_bench::resize(std::size_t wanted) {
  wanted_ = wanted;
  while (slots_.size() < wanted_) {
    slots_[++last_slot_].worker = hire_();
    idle_.push_back(last_slot_);
  }
  // First the slots that do no work: those that wait for a successor, and workers that do not
  // answer.
  for (auto at = slots_.begin(); at != slots_.end() && slots_.size() > wanted_;) {
    const auto& [id, next] = *at++;
    if (!next.worker || next.silent_since) {
      dismiss(id);
    }
  }
  while (slots_.size() > wanted_ && !idle_.empty()) {
    dismiss(idle_.back());
  }
}

void worker_bench::dismiss(std::uint32_t id) {
  const auto leaving = slots_.find(id);
  if (leaving->second.worker) {
    caf::anon_send_exit(leaving->second.worker, caf::exit_reason::user_shutdown);
  }
  std::erase(idle_, id);
  slots_.erase(leaving);
}

void worker_bench::settle(std::uint32_t id) {
  if (slots_.size() > wanted_) {
    dismiss(id);
  } else if (slots_.at(id).worker) {
    idle_.push_back(id);
  }
}

worker_bench::assignment worker_bench::give(pooled_question question, time_point now) {
  assert(!idle_.empty());
  const auto id = idle_.back();
  idle_.pop_back();
  ++busy_;
  auto& taken = slots_.at(id);
  question.given = now;
  taken.question = std::move(question);
  taken.turn = ++last_turn_;
  return {{id, taken.turn}, taken.worker};
}

std::optional<pooled_question> worker_bench::take_answered(worker_seat from) {
  const auto found = slots_.find(from.slot);
  if (found == slots_.end() || found->second.turn != from.turn) {
    return std::nullopt;
  }
  auto& answered = found->second;
  answered.turn = 0;
  answered.deaths = 0;
  answered.silent_since.reset();
  auto question = take_question(answered);
  settle(from.slot);
  return question;
}

std::optional<pooled_question> worker_bench::take_question(slot& of) {
  busy_ -= of.question ? 1 : 0;
  return std::exchange(of.question, std::nullopt);
}

std::vector<pooled_question> worker_bench::withdraw(
    const std::function<bool(const pooled_question&)>& is_unwanted, time_point now) {
  std::vector<pooled_question> taken;
  for (auto& [id, busy] : slots_) {
    if (busy.question && is_unwanted(*busy.question)) {
      taken.push_back(*take_question(busy));
      busy.silent_since = now;
    }
  }
  return taken;
}

std::size_t worker_bench::silent() const {
  return static_cast<std::size_t>(
      std::count_if(slots_.begin(), slots_.end(),
                    [](const auto& entry) { return entry.second.silent_since.has_value(); }));
}

std::size_t worker_bench::replace_silent(time_point since) {
  std::vector<std::uint32_t> lost;
  for (const auto& [id, one] : slots_) {
    if (one.silent_since && *one.silent_since <= since) {
      lost.push_back(id);
    }
  }
  for (const auto id : lost) {
    dismiss(id);
  }
  resize(wanted_);
  return lost.size();
}

std::optional<worker_bench::loss> worker_bench::on_down(const caf::actor_addr& address) {
  const auto found = std::find_if(slots_.begin(), slots_.end(), [&](const auto& entry) {
    return entry.second.worker && entry.second.worker.address() == address;
  });
  if (found == slots_.end()) {
    return std::nullopt;
  }
  auto& [id, dead] = *found;
  loss out{id, pause_after(dead.deaths++), take_question(dead)};
  dead.worker = nullptr;
  dead.turn = 0;
  dead.silent_since.reset();
  std::erase(idle_, id);
  settle(out.slot);
  return out;
}

void worker_bench::revive(std::uint32_t id) {
  const auto awaited = slots_.find(id);
  if (awaited != slots_.end() && !awaited->second.worker) {
    awaited->second.worker = hire_();
    idle_.push_back(id);
  }
}

std::vector<pooled_question> worker_bench::close() {
  std::vector<pooled_question> left;
  for (auto& [id, gone] : std::exchange(slots_, {})) {
    caf::anon_send_exit(gone.worker, caf::exit_reason::user_shutdown);
    if (gone.question) {
      left.push_back(std::move(*gone.question));
    }
  }
  idle_.clear();
  busy_ = 0;
  return left;
}

}  // namespace aurawell::actors
