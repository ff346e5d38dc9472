#include "net/llm/member_refusal.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace aurawell::net {
namespace {

constexpr auto nowhere = std::string_view::npos;

constexpr std::array<std::string_view, 34> refusing{"unknown",
                                                    "unrecognized",
                                                    "unrecognised",
                                                    "unsupported",
                                                    "not supported",
                                                    "not support",
                                                    "not permitted",
                                                    "not allowed",
                                                    "not valid",
                                                    "invalid",
                                                    "unexpected",
                                                    "extra ",
                                                    "extraneous",
                                                    "additional ",
                                                    "cannot find field",
                                                    "only the default",
                                                    "forbidden",
                                                    "not recognized",
                                                    "not recognised",
                                                    "deprecated",
                                                    "must be",
                                                    "should be",
                                                    "must not",
                                                    "out of range",
                                                    "too large",
                                                    "too high",
                                                    "may only",
                                                    "cannot be",
                                                    "not available",
                                                    "no such",
                                                    "range of",
                                                    "above",
                                                    "不支持",
                                                    "无效"};

constexpr std::array<std::string_view, 14> proposals{"did you mean",
                                                     "perhaps you meant",
                                                     "expected one of",
                                                     "expected fields",
                                                     "supported parameters are",
                                                     "allowed parameters",
                                                     "valid parameters",
                                                     "available parameters",
                                                     "supported fields are",
                                                     "allowed fields",
                                                     "valid fields",
                                                     "known fields",
                                                     "supported parameters:",
                                                     "only the following"};

/// Faults of a server that may repeat the request behind them.
constexpr std::array<std::string_view, 3> own_faults{"unknown error", "unexpected error",
                                                     "generation stopped"};

constexpr std::array<std::string_view, 9> conditions{" when ",  " if ",        " unless ",
                                                     " while ", " because ",   " with ",
                                                     " use ",   " alongside ", " together "};

/// What stands directly before a name, blanks apart.
constexpr std::array<std::string_view, 26> before_a_name{
    "parameter", "parameters",   "argument",   "arguments",  "field",      "fields",
    "property",  "option",       "key",        "member",     "keyword",    "support",
    "supports",  "unsupported",  "unknown",    "unexpected", "invalid",    "unrecognized",
    "supplied:", "unsupported:", "permitted:", "allowed:",   "supported:", "model:",
    "不支持",    "参数"};

/// What stands directly behind one.
constexpr std::array<std::string_view, 18> behind_a_name{
    "is not",   "is un", "isn't",     "are not",    "is deprecated", "parameter",
    "argument", "field", "property",  "option",     "does not",      "cannot",
    "may only", "must ", "should be", "is invalid", "is forbidden",  "不支持"};

bool contains(std::string_view text, std::string_view part) noexcept {
  return text.find(part) != nowhere;
}

template <std::size_t Count>
bool contains_any(std::string_view text,
                  const std::array<std::string_view, Count>& parts) noexcept {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return contains(text, part); });
}

bool is_of_names(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view without_blanks_behind(std::string_view text) noexcept {
  const auto last = text.find_last_not_of(' ');
  return last == nowhere ? std::string_view{} : text.substr(0, last + 1);
}

std::string_view without_marks_before(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(" '\"`\\");
  return first == nowhere ? std::string_view{} : text.substr(first);
}

/// "(thinking: ", "; thinking: ", and at the beginning of a line.
bool heads_a_line(std::string_view before, std::string_view behind) noexcept {
  const auto text = without_blanks_behind(before);
  return behind.starts_with(':') &&
         (text.empty() || text.ends_with('\n') || text.ends_with(':') || text.ends_with('-') ||
          text.ends_with('(') || text.ends_with(';'));
}

/// Whether a word that people use too stands there as a name.
bool is_marked(std::string_view before, std::string_view behind) noexcept {
  constexpr std::string_view marks = "'\"`.[/$";
  if (!before.empty() && contains(marks, before.substr(before.size() - 1))) {
    return true;
  }
  // “x” and ‘x’.
  if (before.ends_with("\xE2\x80\x9C") || before.ends_with("\xE2\x80\x98")) {
    return true;
  }
  const auto head = without_blanks_behind(before);
  const auto ends_with = [&](std::string_view word) { return head.ends_with(word); };
  const auto tail = without_marks_before(behind);
  const auto starts_with = [&](std::string_view word) { return tail.starts_with(word); };
  return head.ends_with("parameter:") || head.ends_with("parameters:") ||
         head.ends_with("field:") || heads_a_line(before, behind) ||
         std::any_of(before_a_name.begin(), before_a_name.end(), ends_with) ||
         std::any_of(behind_a_name.begin(), behind_a_name.end(), starts_with);
}

/// Goes on in a list behind a name: ", x", "' and 'x".
bool continues_list(std::string_view between) noexcept {
  return between.find_first_not_of(" ,'\"`\\\n&") == nowhere || between == " and " ||
         between == ", and " || between == "' and '" || between == "` and `";
}

struct found_name {
  std::size_t begin;
  request_member member;
};

/// Where `sentence` has the name of `member` as a word, in order.
void find_name(std::string_view sentence, request_member member, std::vector<found_name>& out) {
  const auto name = name_of(member);
  for (auto at = sentence.find(name); at != nowhere; at = sentence.find(name, at + 1)) {
    const auto end = at + name.size();
    const bool is_whole = (at == 0 || !is_of_names(sentence[at - 1])) &&
                          (end == sentence.size() || !is_of_names(sentence[end]));
    if (is_whole) {
      out.push_back({at, member});
    }
  }
}

std::string without_proposals(std::string_view text) {
  std::string left{text};
  for (const auto proposal : proposals) {
    for (auto at = left.find(proposal); at != std::string::npos; at = left.find(proposal, at)) {
      if (at > 0 && is_of_names(left[at - 1])) {
        // "unsupported" has "supported" in it.
        ++at;
        continue;
      }
      const auto end = std::min({left.find(". ", at), left.find("? ", at), left.find('\n', at)});
      left.erase(at, end == std::string::npos ? end : end - at);
    }
  }
  return left;
}

member_set named_in_line(std::string_view line, member_set sent) {
  std::vector<found_name> names;
  for (std::size_t i = 0; i < request_member_count; ++i) {
    if (const auto member = static_cast<request_member>(i); sent.has(member)) {
      find_name(line, member, names);
    }
  }
  std::ranges::sort(names, {}, &found_name::begin);
  member_set refused;
  std::size_t end = nowhere;
  for (const auto& [begin, member] : names) {
    const auto name = name_of(member);
    if (end != nowhere && contains_any(line.substr(end, begin - end), conditions)) {
      break;
    }
    const bool in_list = end != nowhere && continues_list(line.substr(end, begin - end));
    // No word of the language has an underscore.
    if (contains(name, "_") || in_list ||
        is_marked(line.substr(0, begin), line.substr(begin + name.size()))) {
      refused.add(member);
      end = begin + name.size();
    }
  }
  return refused;
}

}  // namespace

member_set members_refused_in(std::string_view sentence, member_set sent) {
  const auto text = without_proposals(sentence);
  if (contains_any(text, own_faults) || !contains_any(text, refusing)) {
    return {};
  }
  member_set refused;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    refused = refused | named_in_line(std::string_view{text}.substr(begin, end - begin), sent);
    begin = end + 1;
  }
  return refused;
}

bool is_about_value(std::string_view sentence) noexcept {
  constexpr std::array<std::string_view, 14> values{
      "too large", "too high", "range", "at most", "less than", "greater than",  "between",
      "<=",        "maximum",  "above", "exceed",  "at least",  "invalid value", "must be"};
  constexpr std::array<std::string_view, 4> unknowns{"unsupported parameter", "unknown",
                                                     "unrecognized", "unrecognised"};
  return contains_any(sentence, values) && !contains_any(sentence, unknowns);
}

}  // namespace aurawell::net
