#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/attempts/answer_clocks.hpp"
#include "domain/attempts/provider.hpp"
#include "domain/admission/jitter.hpp"

namespace aurawell {

/// Why an attempt is over.
struct attempt_failure {
  completion_failure why;
  /// The clock that ran out; `none`: the source reported it.
  alarm clock = alarm::none;
};

/// Whom to ask for one answer, in which order and after which pause. It is the only place
/// where anything is tried again.
class retry_plan {
 public:
  using time_point = answer_clocks::time_point;

  /// A provider and its breaker's permit.
  struct choice {
    std::size_t provider;
    provider_health::attempt permit;
    /// How much of the past it may be sent; nothing: as much as its source thinks fits.
    std::optional<std::size_t> history_bytes{};
    /// Members that its earlier tries of this answer blamed.
    std::set<std::string> suspected{};
  };
  struct next_try {
    std::chrono::milliseconds pause;
    recovery how;
  };

  /// @param deadline No pause goes past it.
  retry_plan(std::shared_ptr<const provider_chain> chain, time_point deadline, std::uint64_t seed);

  /// The one that was asked last unless it has had its chance, else the first in order whose
  /// breaker is closed; one that is at its limit only if there is no other.
  std::optional<choice> choose(time_point now);

  /// What to do now that the one chosen last has failed without text; nothing: give up.
  std::optional<next_try> after(const attempt_failure& failed, time_point now);

  /// Who goes on behind the text: the same, except after silence (then it comes last), or the
  /// first other that can. Nobody is chosen for this twice in an answer, except with less
  /// history than was too long, or without a member of the request that was refused.
  std::optional<choice> choose_continuation(const attempt_failure& failed, time_point now);

  /// How long the one chosen last may take for its header.
  std::chrono::milliseconds header_timeout(time_point now) const;

  /// Until the first of the providers whose breaker is open may be asked again.
  std::optional<std::chrono::milliseconds> next_probe(time_point now) const;

 private:
  /// Where in the chain; nowhere before the first choice.
  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

  const provider& current() const { return (*chain_)[current_]; }
  std::optional<choice> begin(std::size_t index, time_point now);
  std::optional<choice> begin_continuation(std::size_t index, time_point now);
  bool has_successor(time_point now) const;
  bool shorten(const completion_failure& why);
  bool change_form(const completion_failure& why);
  std::optional<recovery> recovery_without_pause(const completion_failure& why);
  std::optional<std::chrono::milliseconds> pause_before_retry(const attempt_failure& failed,
                                                              time_point now);

  std::shared_ptr<const provider_chain> chain_;
  time_point deadline_;
  jitter jitter_;
  std::size_t current_ = nobody;
  /// Since when the current one has been asked, and how often again.
  time_point since_;
  std::uint32_t retries_ = 0;
  std::uint32_t key_changes_ = 0;
  /// How often the present one was asked with less history, and how much it may be sent.
  std::uint32_t shortenings_ = 0;
  std::optional<std::size_t> history_bytes_;
  /// Members that it goes without, and how often a further one was added.
  std::set<std::string> suspected_;
  std::uint32_t form_changes_ = 0;
  /// Had their chance in this answer; have been asked to go on.
  std::vector<bool> spent_;
  std::vector<bool> continued_;
};

}  // namespace aurawell
