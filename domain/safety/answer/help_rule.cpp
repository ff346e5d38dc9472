#include "domain/safety/answer/rules.hpp"
#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

constexpr std::string_view words_before_help =
    "to|go|going|call|calling|get|getting|see|seeing|visit|visiting|rush|rushing|an|a|the|any|for|"
    "be|in|at|dial|phone|ring|contact|contacting|seek|seeking|take|taking|him|her|them|it|run|"
    "head|immediate|medical|urgent|right|away|now|off|straight|local|nearest|your|this|with|"
    "immediately|emergency|over|even|anyone|bother|out|up|"
    "去|到|上|叫|打|拨打|拨|看|找|送|马上|立即|立刻|急着|现在|专门|特意|特地|赶|跑|着急|急|往|他|"
    "她|"
    "孩子|带|老人|宝宝|进|挂|寻求|任何|你|您|们|呼叫|急于|大|特别|这么快|跑去|赶去|送他|大半夜|"
    "连夜|"
    "当地|附近|的";

constexpr std::string_view other_purposes =
    " again| twice| back| alone| by yourself| yourself| on your own| by bus| by car| by taxi| "
    "bill| bills| records| first and| without| anymore| afterwards";

/// After "it is nothing serious", these words revoke the statement.
constexpr std::string_view turns = "but|however|although|though|但|不过|可是|然而";

/// Whether the statement is about something else: "No need to call an ambulance again" says that
/// somebody has called.
bool is_about_otherwise(const sentence_view& words, std::size_t at) {
  const std::string_view rest = words.text().substr(
      words.cues[at].end, words.clause_end(words.cues[at].end) - words.cues[at].end);
  bool found = false;
  for_each_phrase(other_purposes,
                  [&](std::string_view each) { found = found || rest.starts_with(each); });
  return found || rest.starts_with("的") || rest.starts_with("排队");
}

bool advises_against_help(const sentence_view& words, std::size_t at) {
  constexpr std::size_t reach = 45;
  const cue which = words.cues[at].which;
  if (which != cue::needless && which != cue::forbid) {
    return false;
  }
  const cue wanted = which == cue::forbid ? cue::grave_help : cue::help;
  for (std::size_t i = at + 1;
       i < words.cues.size() && words.cues[i].begin <= words.cues[at].end + reach; ++i) {
    if (words.cues[i].which == wanted && words.cues[i].begin >= words.cues[at].end &&
        holds_only(words.between(at, i), words_before_help)) {
      return !is_about_otherwise(words, i);
    }
  }
  return false;
}

/// Returns false for 不用担心 before the end of its clause: there it is no statement about the
/// condition.
bool is_whole_statement(const sentence_view& words, std::size_t at) {
  const cue_at& each = words.cues[at];
  const auto said = words.text().substr(each.begin, each.end - each.begin);
  return said.find("担心") == std::string_view::npos || words.clause_end(each.end) == each.end;
}

bool plays_down(const sentence_view& words, std::size_t at) {
  return words.cues[at].which == cue::no_worry && is_whole_statement(words, at) &&
         !words.has(cue::help) && !words.has(cue::consult) && !words.is_denied(at) &&
         !has_any(words.text().substr(words.cues[at].end), turns);
}

bool lets_wait(const sentence_view& words, std::size_t at) {
  return words.cues[at].which == cue::wait && !words.is_denied(at) &&
         !words.has(cue::consult, 0, words.cues[at].begin);
}

}  // namespace

bool says_no_help(const sentence_view& words) {
  const bool may_say = words.has_any_of(set_of(cue::no_worry, cue::wait)) ||
                       words.has_all(set_of(cue::needless, cue::help)) ||
                       words.has_all(set_of(cue::forbid, cue::grave_help));
  if (!may_say) {
    return false;
  }
  for (std::size_t at = 0; at < words.cues.size(); ++at) {
    const bool says =
        advises_against_help(words, at) || plays_down(words, at) || lets_wait(words, at);
    if (says && !words.is_only_told(at)) {
      return true;
    }
  }
  return false;
}

}  // namespace aurawell::safety
