#include <array>

#include "domain/safety/answer/rules.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

constexpr cue none = cue::count;

/// Cues that must follow one another in one clause, each within `reach` bytes, with none of
/// `unless` between them.
struct chain {
  std::array<cue, 3> links;
  std::size_t reach;
  bool within_clause;
  std::string_view unless;
};

constexpr auto chains = std::to_array<chain>({
    {{cue::harm, none, none}, 0, true, ""},
    {{cue::purging, none, none}, 0, true, ""},
    {{cue::make, cue::vomit, none},
     25,
     true,
     "if|when|help|sure|after|who|medical|any|from|because"},
    {{cue::put, cue::thing, cue::mouth}, 30, true, "under|nothing|head|no|sugar|glucose|gel|away"},
    {{cue::apply, cue::remedy, none}, 24, true, ""},
    {{cue::remedy, cue::apply, none}, 12, true, ""},
    {{cue::pull, cue::pierced, none}, 30, true, "口|嘴|mouth|around|clothing|刀具"},
    {{cue::pierced, cue::pull, none}, 18, true, "口|嘴|mouth"},
    {{cue::asleep, cue::feed, none}, 60, false, "清醒|醒|awake|alert|wakes|conscious"},
    {{cue::feed, cue::asleep, none}, 40, true, "清醒|醒|awake|alert|before|until|unless"},
});

/// The cues that each chain needs.
constexpr auto chain_kinds = [] {
  std::array<cue_set, chains.size()> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    for (const cue link : chains[i].links) {
      kinds[i] |= link == none ? 0 : set_of(link);
    }
  }
  return kinds;
}();

/// Returns the last cue of the chain that begins at `at`; the number of cues if there is no chain.
std::size_t end_of(const chain& wanted, const sentence_view& words, std::size_t at) {
  for (std::size_t link = 1; link < wanted.links.size() && wanted.links[link] != none; ++link) {
    const std::size_t next = words.next(wanted.links[link], at, wanted.reach);
    if (next >= words.cues.size()) {
      return next;
    }
    const std::string_view gap = words.between(at, next);
    const bool cut = wanted.within_clause && gap.find(',') != std::string_view::npos;
    if (cut || has_any(gap, wanted.unless)) {
      return words.cues.size();
    }
    at = next;
  }
  return at;
}

}  // namespace

bool harms(const sentence_view& words) {
  for (std::size_t i = 0; i < chains.size(); ++i) {
    if (!words.has_all(chain_kinds[i])) {
      continue;
    }
    const chain& each = chains[i];
    for (std::size_t at = 0; at < words.cues.size(); ++at) {
      // "It can make you vomit" describes an effect and is not advice.
      const bool begins = each.links.front() == words.cues[at].which &&
                          (each.links.front() != cue::make || words.is_told_to_do(at));
      if (!begins) {
        continue;
      }
      const std::size_t last = end_of(each, words, at);
      if (last < words.cues.size() && !words.is_denied(last) && !words.is_only_told(last) &&
          !words.is_left_to_doctor()) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace aurawell::safety
