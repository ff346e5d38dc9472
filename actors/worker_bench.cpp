#include "actors/worker_bench.hpp"

#include <algorithm>
#include <caf/all.hpp>
#include <cassert>
#include <utility>

namespace aurawell::actors {
namespace {

using std::chrono::milliseconds;

/// Pause before a dead worker's successor starts; doubles with each death.
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
  // Those who are awaited first: they are not even there.
  for (auto at = slots_.begin(); at != slots_.end() && slots_.size() > wanted_;) {
    const auto id = (at++)->first;
    if (!slots_.at(id).worker) {
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

worker_bench::seat worker_bench::give(pooled_question question, time_point now) {
  assert(!idle_.empty());
  const auto id = idle_.back();
  idle_.pop_back();
  ++busy_;
  auto& taken = slots_.at(id);
  taken.question = std::move(question);
  taken.given = now;
  taken.turn = ++last_turn_;
  return {id, taken.turn};
}

const pooled_question* worker_bench::question_at(seat where) const {
  const auto found = slots_.find(where.slot);
  const bool is_current =
      found != slots_.end() && found->second.question && found->second.turn == where.turn;
  return is_current ? &*found->second.question : nullptr;
}

pooled_question worker_bench::take_back(seat where, bool succeeded) {
  assert(question_at(where) != nullptr);
  auto& freed = slots_.at(where.slot);
  auto question = std::move(*freed.question);
  freed.question.reset();
  freed.deaths = succeeded ? 0 : freed.deaths;
  --busy_;
  settle(where.slot);
  return question;
}

std::optional<worker_bench::loss> worker_bench::on_down(const caf::actor_addr& who) {
  const auto found = std::find_if(slots_.begin(), slots_.end(), [&](const auto& entry) {
    return entry.second.worker && entry.second.worker.address() == who;
  });
  if (found == slots_.end()) {
    return std::nullopt;
  }
  auto& [id, dead] = *found;
  loss out{id, pause_after(dead.deaths++), std::nullopt};
  dead.worker = nullptr;
  std::erase(idle_, id);
  if (dead.question) {
    out.question = take_back({out.slot, dead.turn}, false);
  } else {
    settle(out.slot);
  }
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
