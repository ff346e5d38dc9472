#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/admission/jitter.hpp"
#include "domain/attempts/answer_clocks.hpp"
#include "domain/attempts/provider.hpp"

namespace aurawell {

/// Why an attempt ended.
struct attempt_failure {
  completion_failure why;
  /// The alarm that ended it; `none`: the source reported the failure.
  alarm clock = alarm::none;
};

/// Decides which provider is asked for one answer, in which order and after which pause. Besides,
/// only `llm_exchange` sends a request again: without a refused member.
class retry_plan {
 public:
  using time_point = answer_clocks::time_point;

  /// A provider and its breaker's permit.
  struct choice {
    std::size_t provider;
    provider_health::attempt permit;
    /// Most bytes of history to send; nothing: its source decides.
    std::optional<std::size_t> history_bytes{};
    /// Members that earlier tries of this answer at this provider suspected.
    std::set<std::string> suspected{};
  };
  struct next_try {
    std::chrono::milliseconds pause;
    recovery kind;
  };

  /// @param deadline No pause ends after it.
  retry_plan(std::shared_ptr<const provider_chain> chain, time_point deadline, std::uint64_t seed);

  /// The provider that was asked last unless it is used up, else the first in order with a closed
  /// breaker. One at its limit is chosen only if there is no other.
  std::optional<choice> choose(time_point now);

  /// What to do after the chosen provider has failed without text; nothing: give up.
  std::optional<next_try> after(const attempt_failure& failed, time_point now);

  /// The provider that continues the answer: the same one, except after silence (then it comes
  /// last), else the first other that can. None is chosen twice for this in one answer, except with
  /// less history after "too long", or without a refused member of the request.
  std::optional<choice> choose_continuation(const attempt_failure& failed, time_point now);

  /// Time limit for the response header of the provider chosen last.
  std::chrono::milliseconds header_timeout(time_point now) const;

  /// Time until the first provider with an open breaker may be asked again; nothing: none is open.
  std::optional<std::chrono::milliseconds> next_probe(time_point now) const;

 private:
  /// Value of an index in the chain before the first choice.
  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

  const provider& current() const { return (*chain_)[current_]; }
  std::optional<choice> begin(std::size_t index, time_point now);
  std::optional<choice> begin_continuation(std::size_t index, time_point now);
  bool has_successor(time_point now) const;
  bool shorten(const completion_failure& failure);
  bool change_form(const completion_failure& failure);
  std::optional<recovery> recovery_without_pause(const completion_failure& failure);
  std::optional<std::chrono::milliseconds> pause_before_retry(const attempt_failure& failed,
                                                              time_point now);

  std::shared_ptr<const provider_chain> chain_;
  time_point deadline_;
  jitter jitter_;
  std::size_t current_ = nobody;
  /// When the present provider was first asked, and the number of retries.
  time_point since_;
  std::uint32_t retries_ = 0;
  std::uint32_t key_changes_ = 0;
  /// How often the present provider was asked with less history, and how much may be sent.
  std::uint32_t shortenings_ = 0;
  std::optional<std::size_t> history_bytes_;
  /// Members that its requests leave out, and how often one was added.
  std::set<std::string> suspected_;
  std::uint32_t form_changes_ = 0;
  /// Indexed like the chain: the provider is used up in this answer; it was asked to continue it.
  std::vector<bool> spent_;
  std::vector<bool> continued_;
};

}  // namespace aurawell
