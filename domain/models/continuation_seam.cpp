#include "domain/models/continuation_seam.hpp"

#include <algorithm>
#include <utility>

namespace aurawell {
namespace {

bool begins_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

bool is_line_end(char byte) noexcept {
  return byte == '\n' || byte == '\r';
}

/// Letters, digits, and every byte of other scripts.
bool is_of_word(char byte) noexcept {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || static_cast<unsigned char>(byte) >= 0x80U;
}

}  // namespace

continuation_seam::continuation_seam(std::string shown)
    : shown_{std::move(shown)},
      is_before_words_{!shown_.empty() && !is_line_end(shown_.front())},
      restarts_{!shown_.empty()} {
  const auto size = shown_.size();
  for (auto at = size - std::min(size, window); at + least_overlap <= size; ++at) {
    if (begins_character(shown_[at]) && is_overlap(at)) {
      overlaps_.push_back(at);
    }
  }
  decided_ = !may_repeat();
}

bool continuation_seam::is_overlap(std::size_t begin) const {
  const auto end = std::string_view{shown_}.substr(begin);
  return std::count_if(end.begin(), end.end(), is_of_word) >=
         static_cast<std::ptrdiff_t>(least_words);
}

std::string continuation_seam::feed(std::string_view bytes) {
  auto used = is_before_words_ ? take_line_ends(bytes) : 0;
  std::string fresh;
  while (used < bytes.size() && !decided_) {
    if (!take(bytes[used++])) {
      fresh = decide();
    }
  }
  if (!differs_) {
    fresh += bytes.substr(used);
  }
  return fresh;
}

/// Returns the number of bytes that are such line ends.
std::size_t continuation_seam::take_line_ends(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && line_ends_.size() < window &&
         (is_line_end(bytes[used]) || (!line_ends_.empty() && bytes[used] == ' '))) {
    line_ends_ += bytes[used++];
  }
  is_before_words_ = used == bytes.size();
  return used;
}

/// False when the input is no repeat, or its kind is decided.
bool continuation_seam::take(char byte) {
  if (held_.size() < window) {
    held_ += byte;
  }
  last_ = byte;
  restarts_ = restarts_ && shown_[taken_] == byte;
  std::erase_if(overlaps_, [&](std::size_t begin) { return shown_[begin + taken_] != byte; });
  ++taken_;
  repeated_ = restarts_ ? taken_ : repeated_;
  if (restarts_ && taken_ == shown_.size()) {
    return false;
  }
  // Longer repeats may still match: the longest counts.
  if (std::erase_if(overlaps_, [&](auto begin) { return begin + taken_ == shown_.size(); }) > 0) {
    overlap_ = taken_;
  }
  return may_repeat();
}

/// All bytes taken. Beyond `held_` they can only repeat the text, except for the last byte.
std::string continuation_seam::taken() const {
  if (taken_ <= held_.size()) {
    return held_;
  }
  auto all = shown_.substr(0, repeated_);
  if (taken_ > repeated_) {
    all += last_;
  }
  return all;
}

std::string continuation_seam::decide() {
  decided_ = true;
  const bool is_whole = repeated_ == shown_.size();
  differs_ = !is_whole && overlap_ == 0 && repeated_ >= sure_restart;
  auto fresh = is_whole || differs_ ? std::string{}
               : overlap_ > 0       ? taken().substr(overlap_)
                                    : line_ends_ + taken();
  shown_ = {};
  line_ends_ = held_ = {};
  overlaps_ = {};
  return fresh;
}

std::string continuation_seam::finish() {
  return decided_ ? std::string{} : decide();
}

}  // namespace aurawell
