#include "domain/safety/answer/sentence_view.hpp"

#include <algorithm>

#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

/// Greatest distance in bytes between "no need to" and "ask your doctor".
constexpr std::size_t widest_needless_gap = 12;

std::string_view without_word(std::string_view gap, std::string_view allowed) {
  std::string_view rest = gap;
  for_each_phrase(allowed, [&](std::string_view word) {
    const bool fits = word.front() == gap.front() && gap.starts_with(word) &&
                      (gap.size() == word.size() || !is_ascii_letter(word.back()) ||
                       !is_ascii_letter(gap[word.size()]));
    if (fits && gap.size() - word.size() < rest.size()) {
      rest = gap.substr(word.size());
    }
  });
  return rest;
}

constexpr std::string_view adverbs =
    " safely| also| probably| simply| now| then| first| even| temporarily| completely|"
    " immediately| gradually| slowly| just| usually| certainly| easily| always| already";

std::string_view without_adverbs(std::string_view before) {
  for (bool cut = true; cut;) {
    cut = false;
    while (before.ends_with(' ')) {
      before.remove_suffix(1);
    }
    std::string_view list = adverbs;
    while (!list.empty()) {
      const std::size_t bar = std::min(list.find('|'), list.size());
      const std::string_view word = list.substr(0, bar);
      if (before.ends_with(word)) {
        before.remove_suffix(word.size());
        cut = true;
      }
      list.remove_prefix(std::min(bar + 1, list.size()));
    }
  }
  return before;
}

}  // namespace

bool holds_only(std::string_view gap, std::string_view allowed) {
  while (!gap.empty()) {
    if (gap.front() == ' ' || gap.front() == '-') {
      gap.remove_prefix(1);
      continue;
    }
    const std::string_view rest = without_word(gap, allowed);
    if (rest.size() == gap.size()) {
      return false;
    }
    gap = rest;
  }
  return true;
}

std::size_t sentence_view::clause_begin(std::size_t byte) const {
  const std::size_t comma = byte == 0 ? std::string_view::npos : text().rfind(',', byte - 1);
  return comma == std::string_view::npos ? 0 : comma + 1;
}

std::size_t sentence_view::clause_end(std::size_t byte) const {
  return std::min(text().find(',', byte), text().size());
}

std::string_view sentence_view::between(std::size_t left, std::size_t right) const {
  const std::size_t begin = cues[left].end;
  const std::size_t end = cues[right].begin;
  return end > begin ? text().substr(begin, end - begin) : std::string_view{};
}

bool sentence_view::has(cue which, std::size_t from, std::size_t to) const {
  return has(which) && std::any_of(cues.begin(), cues.end(), [&](const cue_at& each) {
           return each.which == which && each.begin >= from && each.begin < to;
         });
}

std::size_t sentence_view::next(cue which, std::size_t at, std::size_t reach) const {
  for (std::size_t i = at + 1; i < cues.size() && cues[i].begin <= cues[at].end + reach; ++i) {
    if (cues[i].which == which && cues[i].begin >= cues[at].end) {
      return i;
    }
  }
  return cues.size();
}

bool sentence_view::is_only_told(std::size_t at) const {
  const std::size_t begin = cues[at].begin;
  const std::string_view before = text().substr(0, begin);
  const bool quoted = std::count(before.begin(), before.end(), '"') % 2 == 1;
  return said.is_question || quoted || has(cue::reported) || has(cue::harmful) ||
         has(cue::condition, clause_begin(begin), begin);
}

bool sentence_view::is_denied(std::size_t at) const {
  const std::size_t begin = cues[at].begin;
  const std::size_t clause = clause_begin(begin);
  bool denied = under.is_denied;
  for (const cue_at& each : cues) {
    if (each.begin >= begin) {
      break;
    }
    const bool here =
        (each.which == cue::denial_here || each.which == cue::needless) && each.begin >= clause;
    if (each.which == cue::denial || here) {
      denied = true;
    } else if (each.which == cue::instead) {
      denied = false;
    }
  }
  return denied;
}

bool sentence_view::is_left_to_doctor() const {
  if (!has(cue::consult)) {
    return false;
  }
  for (std::size_t i = 0; i < cues.size(); ++i) {
    if (cues[i].which != cue::consult) {
      continue;
    }
    const bool needless =
        std::any_of(cues.begin(), cues.begin() + static_cast<long>(i), [&](const cue_at& each) {
          const bool near = each.end + widest_needless_gap >= cues[i].begin;
          return near && (each.which == cue::needless || each.which == cue::denial_here);
        });
    if (!needless) {
      return true;
    }
  }
  return false;
}

bool sentence_view::is_told_to_do(std::size_t at) const {
  const std::size_t begin = clause_begin(cues[at].begin);
  const auto before = without_adverbs(text().substr(begin, cues[at].begin - begin));
  return before.empty() ||
         std::any_of(cues.begin(), cues.begin() + static_cast<long>(at), [&](const cue_at& each) {
           return each.which == cue::permitted && each.end == begin + before.size();
         });
}

}  // namespace aurawell::safety
