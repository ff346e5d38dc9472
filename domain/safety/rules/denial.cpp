#include "domain/safety/rules/denial.hpp"

#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

constexpr std::string_view denials =
    "没有|没|无|未|未见|并无|并未|不|不会|不是|并非|否认|防|防止|预防|避免|"
    "no|not|none|never|without|isnt|arent|wasnt|werent|dont|doesnt|didnt|havent|hasnt|hadnt|"
    "denies|denied|deny|prevent|prevents|preventing|prevention of|avoid|avoiding";

// Words that end like a denial but are none.
constexpr std::string_view doubts =
    "是不是|有没有|会不会|能不能|要不要|像不像|算不算|该不该|想不想|是否不|难道不是|莫不是|怕不是|"
    "可不是|不会是|该不会|别不是|不得不|不能不|不可能不|差点没|险些没|差一点没|不是没有|不是没|"
    "并非没有|要不|何不|为什么不|为何不|干嘛不|怎么不|恨不|why not|cant say no";

// A denial after one of these words is denied itself: "没法不想".
constexpr std::string_view reversals =
    "没法|无法|不能|没有|没|不得|忍不住|难以|不是|not|never|cant|cannot|couldnt|without";

// Words that may be between a denial and the sign.
constexpr std::string_view fillers =
    "是|有|出现|摸到|见|看到|发现|发生|感觉|感到|觉得|过|什么|任何|明显|的|想要|想|打算|要去|去|要|"
    "a|an|any|the|my|had|have|having|has|been|be|feeling|feel|felt|experiencing|experienced|"
    "signs of|sign of|symptoms of|history of|going to|planning to|trying to|want to|wanting to|"
    "thinking of|thought of|thoughts of|thinking about|ever|even";

// A denial about another time does not deny the present.
constexpr std::string_view other_times =
    "以前|之前|原来|平时|昨天|previously|before|usually|normally|yesterday|used to|until";

// "Never had chest pain like this" affirms the sign.
constexpr std::string_view comparisons =
    "like this|like that|this bad|so bad|this strong|this severe|before|such|这么|这样|那么";

constexpr std::string_view list_joiners = "or|nor|或者|或是|或|和|及|以及|与|/";

// Words of a new statement; a denied list does not continue after them.
constexpr std::string_view statement_words =
    "i|im|ive|he|she|they|we|it|my|have|has|had|is|am|are|was|got|now|just|only|sure|then|"
    "because|when|我|他|她|现在|突然|就|却|因为|今天|刚";

std::string_view trimmed_end(std::string_view text) {
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

// Returns the longest of `words` that `text` ends with as a whole word; empty if there is none.
std::string_view ending(std::string_view text, std::string_view words) {
  std::string_view longest;
  for_each_phrase(words, [&](std::string_view word) {
    if (!text.ends_with(word) || word.size() <= longest.size()) {
      return;
    }
    const std::size_t start = text.size() - word.size();
    const bool cut = is_ascii_letter(word.front()) && start > 0 && is_ascii_letter(text[start - 1]);
    longest = cut ? longest : word;
  });
  return longest;
}

bool ends_with_denial(std::string_view before) {
  for (std::string_view left = trimmed_end(before);;) {
    if (!ending(left, doubts).empty()) {
      return false;
    }
    if (const std::string_view denial = ending(left, denials); !denial.empty()) {
      return ending(trimmed_end(left.substr(0, left.size() - denial.size())), reversals).empty();
    }
    const std::string_view filler = ending(left, fillers);
    if (filler.empty()) {
      return false;
    }
    left = trimmed_end(left.substr(0, left.size() - filler.size()));
  }
}

// Removes the verb of the denial: "not have a fever or".
std::string_view without_leading_verb(std::string_view items) {
  for (const std::string_view verb : {" have ", " had ", " having "}) {
    if (items.starts_with(verb)) {
      return items.substr(verb.size());
    }
  }
  return items;
}

// Whether the sign is in a denied list: "no fever or [sign]", "没有发烧或[sign]". `before` ends
// with the conjunction.
bool is_in_denied_list(std::string_view before) {
  before = trimmed_end(before);
  const std::string_view joiner = ending(before, list_joiners);
  if (joiner.empty()) {
    return false;
  }
  before = before.substr(0, before.size() - joiner.size());
  bool found = false;
  for_each_phrase(denials, [&](std::string_view denial) {
    for (std::size_t at = find_phrase(before, denial); at != std::string_view::npos && !found;
         at = find_phrase(before, denial, at + 1)) {
      const std::string_view items = without_leading_verb(before.substr(at + denial.size()));
      found = !has_any(items, statement_words) &&
              ends_with_denial(before.substr(0, at + denial.size()));
    }
  });
  return found;
}

}  // namespace

bool is_denied(std::string_view text, text_span at) {
  const text_span clause = clause_around(text, at);
  const std::string_view before = text.substr(clause.begin, at.begin - clause.begin);
  const std::string_view after = text.substr(at.end, clause.end - at.end);
  if (has_any(before, other_times) || has_any(after, comparisons)) {
    return false;
  }
  return ends_with_denial(before) || is_in_denied_list(before);
}

bool is_long_past(std::string_view text, text_span at) {
  const text_span clause = clause_around(text, at);
  const std::string_view clause_text = text.substr(clause.begin, clause.end - clause.begin);
  return has_any(clause_text,
                 "年前|去年|前年|小时候|个月前|当年|后遗症|years ago|year ago|last year|months "
                 "ago|as a child|as a kid|history of|recovering from|recovery from|survivor") &&
         !has_any(
             clause_text,
             "现在|刚才|刚刚|又|今天|正在|还在|再次|now|again|today|just|still|currently|having|"
             "tonight|this morning");
}

}  // namespace aurawell::safety
