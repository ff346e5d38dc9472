#include "net/llm/refusal/member_refusal.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "net/llm/refusal/member_mention.hpp"
#include "net/llm/refusal/refusal_text.hpp"
#include "net/llm/refusal/text_search.hpp"

namespace aurawell::net {
namespace {

constexpr std::array<std::string_view, 73> refusing{"unknown",
                                                    "unrecognized",
                                                    "unrecognised",
                                                    "unsupported",
                                                    "not supported",
                                                    "not support",
                                                    "not permitted",
                                                    "not allowed",
                                                    "not accepted",
                                                    "not valid",
                                                    "invalid",
                                                    "illegal",
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
                                                    "can only",
                                                    "cannot be",
                                                    "not available",
                                                    "no such",
                                                    "range of",
                                                    "above",
                                                    "exceed",
                                                    "fixed at",
                                                    "fixed to",
                                                    "should not",
                                                    "prohibited",
                                                    "no field",
                                                    "unpermitted",
                                                    "cannot unmarshal",
                                                    "cannot deserialize",
                                                    "reference chain",
                                                    "but was ",
                                                    "too long",
                                                    "must match",
                                                    "should have",
                                                    "not a valid",
                                                    "maximum value",
                                                    "is allowed",
                                                    "must have",
                                                    "not defined",
                                                    "not one of",
                                                    "not match",
                                                    "wrong format",
                                                    "仅支持",
                                                    "maximum allowed",
                                                    "不支持",
                                                    "不被支持",
                                                    "不允许",
                                                    "不合法",
                                                    "不能",
                                                    "无效",
                                                    "非法",
                                                    "未知",
                                                    "无法识别",
                                                    "参数错误",
                                                    "超出",
                                                    "超过",
                                                    "只能",
                                                    "必须"};

/// Errors of a server after which it may repeat the request.
constexpr std::array<std::string_view, 3> own_faults{"unknown error", "unexpected error",
                                                     "generation stopped"};

bool contains(std::string_view text, std::string_view part) noexcept {
  return text.find(part) != nowhere;
}

/// The text between two names of one list: ", x", "' and 'x".
bool continues_list(std::string_view between) noexcept {
  return between.find_first_not_of(" ,'\"`\\\n&") == nowhere || between == " and " ||
         between == ", and " || between == "' and '" || between == "` and `";
}

struct found_name {
  std::size_t begin;
  std::size_t end;
  /// Nothing: a member that every request needs.
  std::optional<request_member> member;
};

/// Finds `name` in `sentence` as a word, in order.
void find_name(std::string_view sentence, std::string_view name,
               std::optional<request_member> member, std::vector<found_name>& out) {
  for (auto at = sentence.find(name); at != nowhere; at = sentence.find(name, at + 1)) {
    if (is_whole_name(sentence.substr(0, at), sentence.substr(at + name.size()))) {
      out.push_back({at, at + name.size(), member});
    }
  }
}

std::vector<found_name> names_in(std::string_view sentence, member_set sent) {
  std::vector<found_name> names;
  for (const auto* needed : {"model", "messages"}) {
    find_name(sentence, needed, std::nullopt, names);
  }
  for (std::size_t i = 0; i < request_member_count; ++i) {
    if (const auto member = static_cast<request_member>(i); sent.has(member)) {
      find_name(sentence, name_of(member), member, names);
    }
  }
  std::ranges::sort(names, {}, &found_name::begin);
  return names;
}

/// The end of the list of names that begins at `first`.
std::size_t list_end(std::string_view sentence, const std::vector<found_name>& names,
                     std::size_t first) {
  auto next = first + 1;
  while (next < names.size() &&
         continues_list(
             sentence.substr(names[next - 1].end, names[next].begin - names[next - 1].end))) {
    ++next;
  }
  return next;
}

bool is_of_request(std::string_view line, const found_name& found) {
  return found.member && !is_of_other_matter(line.substr(0, found.begin), line.substr(found.end));
}

bool is_named(std::string_view line, const found_name& found) {
  // Common words contain no underscore.
  return contains(name_of(*found.member), "_") ||
         is_marked_name(line.substr(0, found.begin), line.substr(found.end));
}

/// A list with a member that every request needs is a list of known members. "This model, …" is not
/// a list.
bool is_known_list(std::string_view line, std::span<const found_name> list) {
  constexpr std::string_view quotes = "'\"`";
  return std::ranges::any_of(list, [&](const found_name& each) {
    const auto is_quoted = each.begin > 0 && quotes.find(line[each.begin - 1]) != nowhere;
    return !each.member && (list.size() > 2 || (list.size() == 2 && is_quoted));
  });
}

member_set named_in_list(std::string_view line, std::span<const found_name> list) {
  member_set refused;
  for (const auto& each : list) {
    if (is_of_request(line, each) && (!refused.empty() || is_named(line, each))) {
      refused.add(*each.member);
    }
  }
  return refused;
}

/// The members of the first list with a refused name. Behind it are conditions, proposals and known
/// members.
member_set named_in_line(std::string_view line, member_set sent) {
  const auto names = names_in(line, sent);
  for (std::size_t first = 0; first < names.size();) {
    const auto end = list_end(line, names, first);
    const auto list = std::span{names}.subspan(first, end - first);
    first = end;
    if (is_known_list(line, list)) {
      continue;
    }
    if (const auto refused = named_in_list(line, list); !refused.empty()) {
      return refused;
    }
  }
  return {};
}

}  // namespace

member_set members_refused_in(std::string_view sentence, member_set sent) {
  const auto text = refusing_text(sentence);
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
  using enum request_member;
  constexpr std::array<std::string_view, 22> values{
      "too large", "too high", "range",   "at most",       "less than", "greater than",
      "between",   "<=",       " > ",     "maximum",       "above",     "exceed",
      "at least",  "fixed",    "must be", "invalid value", "超出",      "超过",
      "大于",      "小于",     "范围",    "最大"};
  constexpr std::array<std::string_view, 6> unknowns{
      "unsupported parameter", "unknown", "unrecognized", "unrecognised", "未知", "不支持"};
  if (!contains_any(sentence, values) || contains_any(sentence, unknowns)) {
    return false;
  }
  // "max_tokens is not supported, the maximum is set by max_completion_tokens" names the
  // replacement.
  const auto names_both =
      contains(sentence, name_of(max_tokens)) && contains(sentence, name_of(max_completion_tokens));
  return !names_both || !contains(sentence, "not support");
}

}  // namespace aurawell::net
