#include "tests/mock_llm/answer_checker.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace aurawell::mock {
namespace {

constexpr std::size_t longest_piece = 32;
constexpr std::size_t max_missing = 4096;

struct number_in_text {
  std::uint64_t value = 0;
  std::size_t end = 0;
};

std::optional<number_in_text> number_at(std::string_view text, std::size_t offset) {
  number_in_text found;
  const auto* const begin = text.data() + offset;
  const auto parsed = std::from_chars(begin, text.data() + text.size(), found.value);
  if (parsed.ec != std::errc{}) {
    return std::nullopt;
  }
  found.end = static_cast<std::size_t>(parsed.ptr - text.data());
  return found;
}

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

}  // namespace

void answer_checker::feed(std::string_view more, const stamp_handler& on_stamp) {
  if (!findings_.ended) {
    tail_ += more;
    scan(false, on_stamp);
  }
}

answer_checker::findings answer_checker::finish() {
  scan(true, {});
  findings_.lost += static_cast<std::uint32_t>(missing_.size());
  missing_.clear();
  return findings_;
}

answer_checker::findings answer_checker::so_far() const {
  auto found = findings_;
  found.lost += static_cast<std::uint32_t>(missing_.size());
  return found;
}

void answer_checker::scan(bool final, const stamp_handler& on_stamp) {
  std::size_t at = 0;
  while (at < tail_.size() && !findings_.ended) {
    const auto rest = std::string_view{tail_}.substr(at);
    std::size_t length = 0;
    const auto found = take_one(rest, length, on_stamp);
    if (found == step::taken) {
      at += length;
      continue;
    }
    if (!final && (found == step::wants_more || rest.size() < longest_piece)) {
      break;
    }
    findings_.stray_bytes += next_ > 0 ? 1 : 0;
    ++at;
  }
  tail_.erase(0, at);
}

answer_checker::step answer_checker::take_one(std::string_view rest, std::size_t& length,
                                              const stamp_handler& on_stamp) {
  if (expected_.empty()) {
    expected_ = answer_token(seed_, next_, style_);
  }
  if (rest.starts_with(expected_)) {
    length = expected_.size();
    expected_.clear();
    ++next_;
    ++findings_.tokens;
    return step::taken;
  }
  if (expected_.starts_with(rest)) {
    return step::wants_more;
  }
  switch (rest.front()) {
    case 't': return take_stamp(rest, length, on_stamp);
    case '[': return take_end(rest, length);
    default: return take_other_token(rest, length);
  }
}

answer_checker::step answer_checker::take_stamp(std::string_view rest, std::size_t& length,
                                                const stamp_handler& on_stamp) {
  const auto number = number_at(rest, 1);
  if (!number || number->end >= rest.size() || rest[number->end] != ';') {
    return number && number->end == rest.size() ? step::wants_more : step::mismatch;
  }
  length = number->end + 1;
  if (on_stamp) {
    on_stamp(number->value);
  }
  return step::taken;
}

answer_checker::step answer_checker::take_end(std::string_view rest, std::size_t& length) {
  constexpr std::string_view head = "[end ";
  if (!rest.starts_with(head)) {
    return step::mismatch;
  }
  const auto number = number_at(rest, head.size());
  if (!number || number->end >= rest.size() || rest[number->end] != ']') {
    return number && number->end == rest.size() ? step::wants_more : step::mismatch;
  }
  length = number->end + 1;
  findings_.ended = true;
  if (number->value > next_) {
    findings_.lost += static_cast<std::uint32_t>(number->value - next_);
  } else if (number->value < next_) {
    findings_.stray_bytes += length;
  }
  return step::taken;
}

answer_checker::step answer_checker::take_other_token(std::string_view rest, std::size_t& length) {
  const auto head = rest.substr(0, longest_piece);
  const auto digit = std::ranges::find_if(head, is_digit);
  const auto offset = static_cast<std::size_t>(digit - head.begin());
  const auto number = digit != head.end() ? number_at(rest, offset) : std::nullopt;
  if (!number || number->value > UINT32_MAX) {
    return step::mismatch;
  }
  const auto index = static_cast<std::uint32_t>(number->value);
  const auto token = answer_token(seed_, index, style_);
  if (!rest.starts_with(token)) {
    return step::mismatch;
  }
  length = token.size();
  accept_other(index);
  return step::taken;
}

void answer_checker::accept_other(std::uint32_t index) {
  if (index >= next_) {
    for (auto i = next_; i < index; ++i) {
      if (missing_.size() == max_missing) {
        findings_.lost += index - i;
        break;
      }
      missing_.push_back(i);
    }
    next_ = index + 1;
    expected_.clear();
    ++findings_.tokens;
    return;
  }
  const auto known = std::ranges::find(missing_, index);
  if (known == missing_.end()) {
    ++findings_.repeated;
    return;
  }
  missing_.erase(known);
  ++findings_.reordered;
}

}  // namespace aurawell::mock
