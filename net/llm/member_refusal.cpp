#include "net/llm/member_refusal.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "net/llm/member_mention.hpp"
#include "net/llm/refusal_text.hpp"

namespace aurawell::net {
namespace {

constexpr auto nowhere = std::string_view::npos;

constexpr std::array<std::string_view, 53> refusing{"unknown",
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

/// Faults of a server that may repeat the request behind them.
constexpr std::array<std::string_view, 3> own_faults{"unknown error", "unexpected error",
                                                     "generation stopped"};

constexpr std::array<std::string_view, 9> conditions{" when ",  " if ",        " unless ",
                                                     " while ", " because ",   " with ",
                                                     " use ",   " alongside ", " together "};

bool contains(std::string_view text, std::string_view part) noexcept {
  return text.find(part) != nowhere;
}

template <std::size_t Count>
bool contains_any(std::string_view text,
                  const std::array<std::string_view, Count>& parts) noexcept {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return contains(text, part); });
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
    if (is_whole_name(sentence.substr(0, at), sentence.substr(at + name.size()))) {
      out.push_back({at, member});
    }
  }
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
    const auto before = line.substr(0, begin);
    const auto behind = line.substr(begin + name.size());
    if (is_of_other_matter(before, behind)) {
      continue;
    }
    const bool in_list = end != nowhere && continues_list(line.substr(end, begin - end));
    // No word of the language has an underscore.
    if (contains(name, "_") || in_list || is_marked_name(before, behind)) {
      refused.add(member);
      end = begin + name.size();
    }
  }
  return refused;
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
  constexpr std::array<std::string_view, 22> values{
      "too large", "too high", "range",   "at most",       "less than", "greater than",
      "between",   "<=",       " > ",     "maximum",       "above",     "exceed",
      "at least",  "fixed",    "must be", "invalid value", "超出",      "超过",
      "大于",      "小于",     "范围",    "最大"};
  constexpr std::array<std::string_view, 6> unknowns{
      "unsupported parameter", "unknown", "unrecognized", "unrecognised", "未知", "不支持"};
  return contains_any(sentence, values) && !contains_any(sentence, unknowns);
}

}  // namespace aurawell::net
