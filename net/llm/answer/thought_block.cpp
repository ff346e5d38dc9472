#include "net/llm/answer/thought_block.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "domain/prompt/thought_tags.hpp"
#include "domain/text/blank_text.hpp"
#include "net/llm/answer/thought_tag_finder.hpp"

namespace aurawell::net {
namespace {

/// Bytes of an unfinished line that are kept.
constexpr std::size_t most_watched = 256;

}  // namespace

thought_block::thought_block(thought_habit* habit, content_start start)
    : habit_{habit},
      start_{start},
      is_assumed_{habit != nullptr && start != content_start::inside_partial &&
                  habit->begins_inside()},
      is_watching_{habit != nullptr && !is_assumed_} {}

void thought_block::append(std::string_view part, completion_batch& batch) {
  if (place_ == place::answer) {
    say(part, batch);
    return;
  }
  held_ += part;
  sort(batch);
}

void thought_block::sort(completion_batch& batch) {
  auto has_more = true;
  while (has_more) {
    has_more = place_ == place::start      ? leave_start(batch)
               : place_ == place::thoughts ? leave_thoughts(batch)
                                           : false;
  }
}

bool thought_block::leave_start(completion_batch& batch) {
  const auto blanks = leading_blanks(held_);
  const auto rest = std::string_view{held_}.substr(blanks);
  if (blanks > most_blanks && start_ != content_start::anew && !is_assumed_) {
    begin_answer(batch);
    return false;
  }
  if (rest.empty()) {
    if (blanks > most_blanks) {
      has_most_blanks_ = true;
      held_.clear();
    }
    return false;
  }
  switch (use_of_tag(rest)) {
    case tag_use::unclear: return false;
    case tag_use::block: take_tag(rest); return true;
    case tag_use::text: break;
  }
  if (is_assumed_) {
    held_.erase(0, blanks > most_blanks ? blanks : 0);
    place_ = place::thoughts;
    return true;
  }
  begin_answer(batch);
  return false;
}

tag_use thought_block::use_of_tag(std::string_view rest) const noexcept {
  const auto is_first = start_ != content_start::anew && !is_assumed_ && !is_behind_block_;
  return is_first ? use_of_first_tag(rest, start_ == content_start::behind_partial, is_over_)
                  : use_of_any_tag(rest, is_over_);
}

void thought_block::take_tag(std::string_view rest) {
  const auto tag = *tag_at(rest);
  if (tag.is_close && !is_behind_block_) {
    note_habit(true);
  }
  place_ = tag.is_close ? place::start : place::thoughts;
  close_ = tag.tags->close;
  is_assumed_ = is_watching_ = false;
  is_behind_block_ = true;
  held_.erase(0, held_.size() - rest.size() + tag.size);
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
  place_ = place::answer;
  say(std::string_view{held_}.substr(blanks_before_answer()), batch);
  held_ = {};
}

std::size_t thought_block::blanks_before_answer() const noexcept {
  const auto blanks = leading_blanks(held_);
  if (start_ == content_start::anew) {
    return is_behind_block_ || has_most_blanks_ || blanks > most_blanks ? blanks : 0;
  }
  const auto line_end = std::string_view{held_}.substr(0, blanks).find_last_of("\r\n");
  return is_behind_block_ && line_end != std::string_view::npos ? line_end + 1 : 0;
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
    // The line is more than a tag now.
    line_.replace(0, line_.size() - longest_thought_tag, "x");
  }
}

void thought_block::note_thoughts_apart() {
  if (is_assumed_ && place_ == place::start) {
    is_assumed_ = false;
    note_habit(false);
  }
}

void thought_block::finish(content_end end, completion_batch& batch) {
  // An incomplete tag counts as text.
  is_over_ = true;
  sort(batch);
  if (place_ != place::thoughts) {
    return;
  }
  think(held_, batch);
  held_ = {};
  const auto is_answer = end == content_end::whole || (end == content_end::at_limit &&
                                                       habit_ != nullptr && habit_->is_learned());
  if (is_assumed_ && is_answer && !is_unsure_lost_) {
    if (end == content_end::whole) {
      note_habit(false);
    }
    place_ = place::answer;
    say(unsure_, batch);
  }
}

std::string thought_block::rest_of_answer(content_end end) const {
  auto copy = *this;
  copy.tells_habit_ = false;
  completion_batch batch;
  copy.finish(end, batch);
  return std::move(batch.text);
}

void thought_block::note_habit(bool begins_inside) {
  if (habit_ != nullptr && tells_habit_) {
    habit_->note(begins_inside);
  }
}

}  // namespace aurawell::net
