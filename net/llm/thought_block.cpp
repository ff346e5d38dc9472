#include "net/llm/thought_block.hpp"

#include <algorithm>

#include "domain/text/blank_text.hpp"
#include "domain/thought_tags.hpp"

namespace aurawell::net {
namespace {

bool is_begun(std::string_view tag, std::string_view text) noexcept {
  return text.size() < tag.size() && tag.starts_with(text);
}

bool may_become_tag(std::string_view text) noexcept {
  return std::any_of(known_thought_tags.begin(), known_thought_tags.end(), [&](const auto& tags) {
    return is_begun(tags.open, text) || is_begun(tags.close, text);
  });
}

/// Where a closing tag begins in `text`, whole or cut by its end, and how much of it is there.
struct found_close {
  std::size_t at;
  std::size_t size = 0;
  bool is_whole = false;
};

void find_close(std::string_view text, std::string_view close, found_close& first) {
  if (const auto at = text.find(close); at < first.at) {
    first = {at, close.size(), true};
    return;
  }
  for (auto size = std::min(close.size() - 1, text.size()); size > 0; --size) {
    if (const auto at = text.size() - size; at < first.at && close.starts_with(text.substr(at))) {
      first = {at, size, false};
      return;
    }
  }
}

found_close first_close(std::string_view text, std::string_view wanted) {
  found_close first{text.size()};
  for (const auto& tags : known_thought_tags) {
    if (wanted.empty() || wanted == tags.close) {
      find_close(text, tags.close, first);
    }
  }
  return first;
}

/// What is kept of a line before its end.
constexpr std::size_t most_watched = 256;

}  // namespace

thought_block::thought_block(thought_habit* habit, bool is_continuation)
    : habit_{habit},
      is_assumed_{habit != nullptr && !is_continuation && habit->begins_inside()},
      is_watching_{habit != nullptr && !is_assumed_} {}

void thought_block::append(std::string_view part, completion_batch& batch) {
  if (place_ == place::answer) {
    say(part, batch);
    return;
  }
  held_ += part;
  auto has_more = true;
  while (has_more) {
    has_more = place_ == place::start      ? leave_start(batch)
               : place_ == place::thoughts ? leave_thoughts(batch)
                                           : false;
  }
}

bool thought_block::leave_start(completion_batch& batch) {
  const auto rest = std::string_view{held_}.substr(leading_blanks(held_));
  if (rest.empty()) {
    if (held_.size() > most_blanks) {
      has_most_blanks_ = true;
      held_.clear();
    }
    return false;
  }
  if (take_tag(rest)) {
    return true;
  }
  if (may_become_tag(rest)) {
    return false;
  }
  if (is_assumed_) {
    const auto blanks = held_.size() - rest.size();
    held_.erase(0, blanks > most_blanks ? blanks : 0);
    place_ = place::thoughts;
    return true;
  }
  begin_answer(batch);
  return false;
}

bool thought_block::take_tag(std::string_view rest) {
  for (const auto& tags : known_thought_tags) {
    const auto is_close = rest.starts_with(tags.close);
    if (!is_close && !rest.starts_with(tags.open)) {
      continue;
    }
    if (is_close && !is_behind_block_) {
      note_habit(true);
    }
    place_ = is_close ? place::start : place::thoughts;
    close_ = tags.close;
    is_assumed_ = is_watching_ = false;
    is_behind_block_ = true;
    held_.erase(0, held_.size() - rest.size() + (is_close ? tags.close : tags.open).size());
    return true;
  }
  return false;
}

bool thought_block::leave_thoughts(completion_batch& batch) {
  const auto close = first_close(held_, close_);
  think(std::string_view{held_}.substr(0, close.at), batch);
  held_.erase(0, close.at);
  if (!close.is_whole) {
    return false;
  }
  held_.erase(0, close.size);
  if (is_assumed_) {
    note_habit(true);
    is_assumed_ = false;
    unsure_ = {};
  }
  place_ = place::start;
  is_behind_block_ = true;
  return true;
}

void thought_block::begin_answer(completion_batch& batch) {
  const auto blanks = leading_blanks(held_);
  const auto is_without = is_behind_block_ || has_most_blanks_ || blanks > most_blanks;
  place_ = place::answer;
  say(std::string_view{held_}.substr(is_without ? blanks : 0), batch);
  held_ = {};
}

void thought_block::think(std::string_view words, completion_batch& batch) {
  if (is_assumed_ && !is_unsure_lost_) {
    is_unsure_lost_ = unsure_.size() + words.size() > most_unsure;
    unsure_ = is_unsure_lost_ ? std::string{} : unsure_.append(words);
  }
  if (!has_thoughts_) {
    words.remove_prefix(leading_blanks(words));
    has_thoughts_ = !words.empty();
  }
  batch.reasoning += words;
}

void thought_block::say(std::string_view words, completion_batch& batch) {
  has_answer_ = has_answer_ || !words.empty();
  if (is_watching_) {
    watch(words);
  }
  batch.text += words;
}

void thought_block::watch(std::string_view words) {
  while (is_watching_ && !words.empty()) {
    const auto end = std::min(words.find('\n'), words.size());
    line_ += words.substr(0, end);
    if (end == words.size()) {
      shorten_line();
      return;
    }
    words.remove_prefix(end + 1);
    end_line();
  }
}

void thought_block::end_line() {
  const auto kind = kind_of_line(line_);
  if (kind == thought_line::closes) {
    note_habit(true);
  }
  is_watching_ = kind == thought_line::plain;
  line_.clear();
}

void thought_block::shorten_line() {
  if (line_.size() > most_watched) {
    is_watching_ = !has_thought_tag(line_);
    // No longer a tag alone.
    line_.replace(0, line_.size() - longest_thought_tag, "x");
  }
}

void thought_block::note_thoughts_apart() {
  if (is_assumed_ && place_ == place::start) {
    is_assumed_ = false;
    note_habit(false);
  }
}

void thought_block::finish(content_end how, completion_batch& batch) {
  if (place_ == place::start && leading_blanks(held_) < held_.size()) {
    // Not the tag that it could have become.
    begin_answer(batch);
  }
  if (place_ != place::thoughts) {
    return;
  }
  think(held_, batch);
  held_ = {};
  const auto is_answer = how == content_end::whole || (how == content_end::at_limit &&
                                                       habit_ != nullptr && habit_->is_learned());
  if (is_assumed_ && is_answer && !is_unsure_lost_) {
    if (how == content_end::whole) {
      note_habit(false);
    }
    place_ = place::answer;
    say(unsure_, batch);
  }
}

void thought_block::note_habit(bool begins_inside) {
  if (habit_ != nullptr) {
    habit_->note(begins_inside);
  }
}

}  // namespace aurawell::net
