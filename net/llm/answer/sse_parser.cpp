#include "net/llm/answer/sse_parser.hpp"

#include <algorithm>

#include "net/llm/answer/byte_order_mark.hpp"

namespace aurawell::net {
namespace {

std::size_t find_from(std::string_view text, char c, std::size_t from) noexcept {
  return std::min(text.find(c, from), text.size());
}

/// Moves what `view` looks at into `copy`, unless it is there already.
void keep(std::string_view& view, std::string& copy) {
  if (view.data() != copy.data()) {
    copy.assign(view);
    view = copy;
  }
}

}  // namespace

void sse_parser::begin(std::string_view bytes) noexcept {
  input_ = bytes;
  at_ = 0;
  next_lf_ = find_from(bytes, '\n', 0);
  next_cr_ = find_from(bytes, '\r', 0);
}

sse_parser::step sse_parser::advance() {
  std::string_view line;
  while (next_line(line)) {
    if (is_too_long(line)) {
      return step::too_long;
    }
    if (take_line(line)) {
      return step::event;
    }
  }
  keep_unfinished();
  line_.append(input_.substr(at_));
  at_ = input_.size();
  return is_too_long(line_) ? step::too_long : step::end_of_input;
}

bool sse_parser::next_line(std::string_view& line) {
  if (after_cr_ && at_ < input_.size()) {
    after_cr_ = false;
    if (input_[at_] == '\n') {
      ++at_;
    }
  }
  if (next_lf_ < at_) {
    next_lf_ = find_from(input_, '\n', at_);
  }
  if (next_cr_ < at_) {
    next_cr_ = find_from(input_, '\r', at_);
  }
  const auto end = std::min(next_lf_, next_cr_);
  if (end == input_.size()) {
    return false;
  }
  line = input_.substr(at_, end - at_);
  if (!line_.empty() && !line_is_whole_) {
    line_.append(line);
    line = line_;
    line_is_whole_ = true;
  }
  after_cr_ = input_[end] == '\r';
  at_ = end + 1;
  return true;
}

bool sse_parser::take_line(std::string_view line) {
  if (at_start_) {
    at_start_ = false;
    if (line.starts_with(byte_order_mark)) {
      line.remove_prefix(byte_order_mark.size());
    }
  }
  if (line.empty()) {
    return complete_event();
  }
  if (line.front() == '{') {
    pending_.error = line;
    return false;
  }
  const auto colon = std::min(line.find(':'), line.size());
  auto value = line.substr(std::min(colon + 1, line.size()));
  if (value.starts_with(' ')) {
    value.remove_prefix(1);
  }
  take_field(line.substr(0, colon), value);
  return false;
}

void sse_parser::take_field(std::string_view field, std::string_view value) {
  if (field == "event") {
    pending_.name = value;
  } else if (field == "error") {
    pending_.error = value;
  } else if (field == "data" && !has_data_) {
    pending_.data = value;
    has_data_ = true;
  } else if (field == "data") {
    keep(pending_.data, data_copy_);
    data_copy_ += '\n';
    data_copy_ += value;
    pending_.data = data_copy_;
  }
}

bool sse_parser::complete_event() noexcept {
  event_ = pending_;
  pending_ = {};
  has_data_ = false;
  return !event_.data.empty() || !event_.error.empty();
}

void sse_parser::keep_unfinished() {
  keep(pending_.name, name_copy_);
  keep(pending_.data, data_copy_);
  keep(pending_.error, error_copy_);
  if (line_is_whole_) {
    line_.clear();
    line_is_whole_ = false;
  }
}

bool sse_parser::is_too_long(std::string_view line) const noexcept {
  const auto held = pending_.name.size() + pending_.data.size() + pending_.error.size();
  return line.size() + held > max_event_bytes_;
}

}  // namespace aurawell::net
