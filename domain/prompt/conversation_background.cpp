#include "domain/prompt/conversation_background.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "domain/ports/account_store.hpp"

namespace aurawell {
namespace {

constexpr std::array sample_kinds{sample_kind::steps,          sample_kind::sleep_minutes,
                                  sample_kind::weight_kg,      sample_kind::systolic_mmhg,
                                  sample_kind::diastolic_mmhg, sample_kind::mood};

// Tolerance for a wrong clock: today's measurements must not be hidden.
constexpr std::chrono::hours clock_skew{1};

result<void> load_person(account_store& accounts, const member_key& member, wall_time now,
                         conversation_background& into) {
  auto profile = accounts.load_profile(member);
  if (!profile) {
    return profile.failure();
  }
  into.profile = *std::move(profile);
  // Most people have none: one query in place of six.
  const auto any = accounts.list_samples({member, std::nullopt, now + clock_skew, 1});
  if (!any || any->samples.empty()) {
    return any ? result<void>{} : any.failure();
  }
  for (const sample_kind kind : sample_kinds) {
    const auto newest = accounts.list_samples({member, kind, now + clock_skew, 1});
    if (!newest) {
      return newest.failure();
    }
    into.samples.insert(into.samples.end(), newest->samples.begin(), newest->samples.end());
  }
  return {};
}

}  // namespace

conversation_background load_background(advice_store& store, const background_query& query) {
  conversation_background found;
  auto past = store.load_past(query.past);
  if (past) {
    found.past = *std::move(past);
  } else {
    found.past_failure = past.failure();
  }
  const auto& key = query.past.key;
  const auto person = load_person(store.accounts(), {key.user, key.member}, query.now, found);
  if (!person) {
    found.person_failure = person.failure();
  }
  return found;
}

}  // namespace aurawell
