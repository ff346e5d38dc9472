#include "domain/attempts/retry_plan.hpp"

#include <algorithm>
#include <utility>

namespace aurawell {
namespace {

using std::chrono::milliseconds;

/// A source with more keys has had enough refusals for one answer.
constexpr std::uint32_t most_key_changes = 8;

/// Each change leaves out one member; fewer members can be left out.
constexpr std::uint32_t most_form_changes = 8;

/// Half of the history, a quarter, none.
constexpr std::uint32_t most_shortenings = 3;

/// A probe may be running already; clients should not retry before its end.
constexpr milliseconds shortest_hint{1'000};

}  // namespace

retry_plan::retry_plan(std::shared_ptr<const provider_chain> chain, time_point deadline,
                       std::uint64_t seed)
    : chain_{std::move(chain)},
      deadline_{deadline},
      jitter_{seed},
      spent_(chain_->size()),
      continued_(chain_->size()) {}

std::optional<retry_plan::choice> retry_plan::begin(std::size_t index, time_point now) {
  auto permit = (*chain_)[index].health->try_begin(now);
  if (!permit) {
    return std::nullopt;
  }
  if (current_ != index) {
    current_ = index;
    since_ = now;
    retries_ = 0;
    shortenings_ = 0;
    history_bytes_.reset();
    form_changes_ = 0;
    suspected_.clear();
  }
  return choice{index, std::move(*permit), history_bytes_, suspected_};
}

std::optional<retry_plan::choice> retry_plan::choose(time_point now) {
  if (current_ != nobody && !spent_[current_]) {
    if (auto same = begin(current_, now)) {
      return same;
    }
  }
  for (const bool held_back : {false, true}) {
    for (std::size_t i = 0; i < chain_->size(); ++i) {
      if (spent_[i] || (*chain_)[i].health->is_held_back(now) != held_back) {
        continue;
      }
      if (auto chosen = begin(i, now)) {
        return chosen;
      }
    }
  }
  return std::nullopt;
}

bool retry_plan::has_successor(time_point now) const {
  for (std::size_t i = 0; i < chain_->size(); ++i) {
    if (i != current_ && !spent_[i] && (*chain_)[i].health->would_admit(now)) {
      return true;
    }
  }
  return false;
}

std::optional<milliseconds> retry_plan::pause_before_retry(const attempt_failure& failed,
                                                           time_point now) {
  const auto& options = current().options;
  const auto asked = failed.why.retry_after.value_or(milliseconds{0});
  const bool successor = has_successor(now);
  if (!failed.why.retryable || failed.why.other_key || retries_ >= options.max_retries ||
      asked > options.retry_after_cap || (failed.clock != alarm::none && successor) ||
      !current().health->would_admit(now)) {
    return std::nullopt;
  }
  // Past 2^20 every pause is the longest one.
  const auto doubled = options.retry_pause * (1 << std::min(retries_, 20U));
  const auto backoff = jitter_.stretch(std::min(doubled, options.retry_pause_max), 0.8, 1.2);
  const auto pause = std::max(backoff, asked);
  const bool too_late =
      now + pause >= deadline_ || (successor && now + pause >= since_ + options.header_timeout);
  return too_late ? std::nullopt : std::optional{pause};
}

/// False when no history is left to leave out.
bool retry_plan::shorten(const completion_failure& failure) {
  if (!failure.too_long || failure.history_bytes == 0 || shortenings_ == most_shortenings) {
    return false;
  }
  ++shortenings_;
  history_bytes_ = shortenings_ == most_shortenings ? 0 : failure.history_bytes / 2;
  return true;
}

/// Leaves out a refused member. False when that was done too often already.
bool retry_plan::change_form(const completion_failure& failure) {
  return failure.other_form && form_changes_++ < most_form_changes;
}

/// A refusal that can be corrected at once, at the same provider.
std::optional<recovery> retry_plan::recovery_without_pause(const completion_failure& failure) {
  if (shorten(failure)) {
    return recovery::shorter_history;
  }
  if (change_form(failure)) {
    return recovery::other_form;
  }
  if (failure.other_key && key_changes_++ < most_key_changes) {
    return recovery::other_key;
  }
  return std::nullopt;
}

std::optional<retry_plan::next_try> retry_plan::after(const attempt_failure& failed,
                                                      time_point now) {
  const auto& failure = failed.why;
  suspected_ = failure.suspected;
  if (failure.cause.code == ec::chat_failed && !failure.too_long && !failure.other_form) {
    // The question itself is refused: other providers would refuse it too.
    return std::nullopt;
  }
  if (failure.cause.code == ec::upstream_rate_limited && failure.retry_after) {
    current().health->hold_back_until(
        now + std::min(*failure.retry_after, current().options.retry_after_cap));
  }
  if (const auto kind = recovery_without_pause(failure)) {
    return next_try{milliseconds{0}, *kind};
  }
  if (const auto pause = pause_before_retry(failed, now)) {
    ++retries_;
    return next_try{*pause, recovery::retry};
  }
  spent_[current_] = true;
  if (has_successor(now)) {
    return next_try{milliseconds{0}, recovery::other_provider};
  }
  return std::nullopt;
}

std::optional<retry_plan::choice> retry_plan::begin_continuation(std::size_t index,
                                                                 time_point now) {
  if (spent_[index] || continued_[index] || !(*chain_)[index].source->can_continue()) {
    return std::nullopt;
  }
  auto chosen = begin(index, now);
  continued_[index] = chosen.has_value();
  return chosen;
}

std::optional<retry_plan::choice> retry_plan::choose_continuation(const attempt_failure& failed,
                                                                  time_point now) {
  suspected_ = failed.why.suspected;
  if (current().source->can_continue() && (shorten(failed.why) || change_form(failed.why))) {
    if (auto same = begin(current_, now)) {
      continued_[current_] = true;
      return same;
    }
  }
  const bool after_silence = failed.clock != alarm::none;
  const auto same = current_;
  // If the conversation was too long for the last provider, it is even longer with the text.
  if (!after_silence && !failed.why.too_long) {
    if (auto chosen = begin_continuation(same, now)) {
      return chosen;
    }
  }
  for (std::size_t i = 0; i < chain_->size(); ++i) {
    if (i == same) {
      continue;
    }
    if (auto chosen = begin_continuation(i, now)) {
      return chosen;
    }
  }
  return after_silence ? begin_continuation(same, now) : std::nullopt;
}

milliseconds retry_plan::header_timeout(time_point now) const {
  const auto whole = current().options.header_timeout;
  if (retries_ == 0 || !has_successor(now)) {
    return whole;
  }
  return std::min(whole, std::chrono::ceil<milliseconds>(since_ + whole - now));
}

std::optional<milliseconds> retry_plan::next_probe(time_point now) const {
  std::optional<milliseconds> soonest;
  for (const auto& one : *chain_) {
    if (!one.health->would_admit(now)) {
      const auto in = std::max(one.health->probe_in(now), shortest_hint);
      soonest = std::min(soonest.value_or(in), in);
    }
  }
  return soonest;
}

}  // namespace aurawell
