#include "net/llm/refusal/member_mention.hpp"

#include <algorithm>
#include <array>

#include "net/llm/refusal/text_search.hpp"

namespace aurawell::net {
namespace {

/// Texts directly before a name; blanks and a colon may be in between.
constexpr std::array<std::string_view, 40> before_a_name{
    "parameter", "parameters",  "argument",     "arguments", "field",      "fields",
    "property",  "option",      "key",          "member",    "keyword",    "support",
    "supports",  "supported",   "unsupported",  "unknown",   "unexpected", "invalid",
    "illegal",   "forbidden",   "unrecognized", "supplied",  "permitted",  "allowed",
    "accepted",  "this model:", "your model:",  "参数",      "字段",       "不支持",
    "不被支持",  "不允许",      "不允许使用",   "不合法",    "无效",       "非法",
    "未知",      "参数错误",    "value for",    "only"};

/// Texts directly behind a name.
constexpr std::array<std::string_view, 34> behind_a_name{
    "is not",     "is un",        "isn't",     "are not",   "is deprecated", "is invalid",
    "is illegal", "is forbidden", "is fixed",  "is out of", "parameter",     "argument",
    "field",      "property",     "option",    "does not",  "cannot",        "may only",
    "can only",   "must ",        "should be", "exceed",    "参数",          "字段",
    "不",         "无效",         "非法",      "未知",      "超出",          "超过",
    "只能",       "必须",         "仅支持",    "is too"};

/// Words for things that have names of their own.
constexpr std::array<std::string_view, 4> model_words{"model", "models", "deployment", "模型"};

/// Inside an object that a sentence repeats: members whose value names the cause.
constexpr std::array<std::string_view, 8> culprit_names{"param",    "parameter", "field", "key",
                                                        "argument", "property",  "name",  "loc"};

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

/// "(thinking: ", "; thinking.type: ", and at the beginning of a line.
bool heads_a_line(std::string_view before, std::string_view behind) noexcept {
  const auto text = without_blanks_behind(before);
  const auto is_step = [](char c) { return is_of_names(c) || c == '.'; };
  const auto path_end = std::find_if_not(behind.begin(), behind.end(), is_step);
  return path_end != behind.end() && *path_end == ':' &&
         (text.empty() || text.ends_with('\n') || text.ends_with(':') || text.ends_with('-') ||
          text.ends_with('(') || text.ends_with(';'));
}

/// "/x", "/body/x", "#/x", but not "/v1/x".
bool is_root_of_path(std::string_view before) noexcept {
  return before.empty() || before.ends_with("body") || before.ends_with("request") ||
         std::string_view{" '\"`#([:$"}.find(before.back()) != nowhere;
}

/// The name belongs to a model: "model 'x'", "the x model".
bool names_a_model(std::string_view before, std::string_view behind) noexcept {
  const auto tail = without_marks_before(behind);
  if (tail.starts_with("model") && !tail.starts_with("model parameter")) {
    return true;
  }
  const auto last = before.find_last_not_of(" '\"`\\:=");
  const auto head = last == nowhere ? std::string_view{} : before.substr(0, last + 1);
  return !head.ends_with("this model") && !head.ends_with("your model") &&
         std::any_of(model_words.begin(), model_words.end(),
                     [&](std::string_view word) { return head.ends_with(word); });
}

/// The member that `value` belongs to: "x" for "…'x': '".
std::string_view name_before(std::string_view value) noexcept {
  const auto colon = value.find_last_not_of(" '\"\\([");
  if (colon == nowhere || value[colon] != ':') {
    return {};
  }
  const auto end = value.find_last_not_of(" '\"\\", colon == 0 ? 0 : colon - 1);
  if (end == nowhere) {
    return {};
  }
  auto begin = end;
  while (begin > 0 && is_of_names(value[begin - 1])) {
    --begin;
  }
  return value.substr(begin, end + 1 - begin);
}

/// Inside an object that the sentence repeats: a name in it, or a value that does not name the
/// cause.
bool is_repeated(std::string_view before, std::string_view behind) noexcept {
  const auto open = std::count(before.begin(), before.end(), '{');
  if (open <= std::count(before.begin(), before.end(), '}')) {
    return false;
  }
  const auto tail = without_marks_before(behind);
  const auto head = before.find_last_not_of(" '\"\\");
  const auto is_quoted = !behind.empty() && !tail.empty() && behind.front() != tail.front();
  if (head == nowhere || !is_quoted) {
    return false;
  }
  if (tail.front() == ':') {
    return before[head] == '{' || before[head] == ',';
  }
  const auto name = before[head] == ':' ? name_before(before) : std::string_view{};
  return !name.empty() && (tail.front() == ',' || tail.front() == '}') &&
         std::find(culprit_names.begin(), culprit_names.end(), name) == culprit_names.end();
}

/// "messages[0]", "messages.0": the text behind is about the conversation.
bool is_about_messages(std::string_view before) noexcept {
  constexpr std::string_view name = "messages";
  for (auto at = before.find(name); at != nowhere; at = before.find(name, at + 1)) {
    const auto rest = before.substr(at + name.size());
    if (rest.starts_with('[') ||
        (rest.size() > 1 && (rest[0] == '.' || rest[0] == '/') && is_of_names(rest[1]))) {
      return true;
    }
  }
  return false;
}

/// "only x is allowed", but not "only x=1 is allowed".
bool is_allowed(std::string_view before, std::string_view behind) noexcept {
  const auto last = before.find_last_not_of(" '\"`\\");
  const auto head = last == nowhere ? std::string_view{} : before.substr(0, last + 1);
  return head.ends_with("only") && !behind.starts_with('=');
}

}  // namespace

bool is_whole_name(std::string_view before, std::string_view behind) noexcept {
  const auto is_name = [](std::string_view text, std::size_t at) {
    return at < text.size() && is_of_names(text[at]);
  };
  if (is_name(before, before.size() - 1) || is_name(behind, 0) ||
      (behind.starts_with('-') && is_name(behind, 1))) {
    return false;
  }
  if (before.size() < 2 || !is_of_names(before[before.size() - 2])) {
    return true;
  }
  const auto blank = before.find_last_of(" '\"`");
  const auto word = before.substr(blank == nowhere ? 0 : blank + 1);
  return before.back() != '-' && (before.back() != ':' || word.find_first_of("-/") == nowhere);
}

bool is_marked_name(std::string_view before, std::string_view behind) noexcept {
  constexpr std::string_view marks = "'\"`.[$";
  if (!before.empty() &&
      (marks.find(before.back()) != nowhere ||
       (before.back() == '/' && is_root_of_path(before.substr(0, before.size() - 1))))) {
    return true;
  }
  const auto head = without_blanks_behind(before);
  // "parameter: x", "parameter: :x".
  const auto last = head.find_last_not_of(" :");
  const auto bare_head = last == nowhere ? std::string_view{} : head.substr(0, last + 1);
  const auto tail = without_marks_before(behind);
  return heads_a_line(before, behind) ||
         std::any_of(before_a_name.begin(), before_a_name.end(),
                     [&](std::string_view word) {
                       return head.ends_with(word) || bare_head.ends_with(word);
                     }) ||
         std::any_of(behind_a_name.begin(), behind_a_name.end(),
                     [&](std::string_view word) { return tail.starts_with(word); });
}

bool is_of_other_matter(std::string_view before, std::string_view behind) noexcept {
  return is_allowed(before, behind) || is_about_messages(before) || names_a_model(before, behind) ||
         is_repeated(before, behind);
}

}  // namespace aurawell::net
