#include "config/log/line_buffer.hpp"

#include <utility>

namespace aurawell::config {

void line_buffer::set_limit(std::size_t most_bytes) {
  most_bytes_ = most_bytes;
  while (bytes_ > most_bytes_) {
    drop_oldest();
  }
}

void line_buffer::add(std::string line) {
  bytes_ += line.size();
  lines_.push_back(std::move(line));
  while (bytes_ > most_bytes_) {
    drop_oldest();
  }
}

std::string line_buffer::take(std::size_t most_bytes) {
  std::string taken;
  while (!lines_.empty() && (taken.empty() || taken.size() + lines_.front().size() <= most_bytes)) {
    taken += lines_.front();
    bytes_ -= lines_.front().size();
    lines_.pop_front();
  }
  return taken;
}

std::uint64_t line_buffer::take_unreported() noexcept {
  return std::exchange(unreported_, 0);
}

void line_buffer::drop_oldest() {
  bytes_ -= lines_.front().size();
  lines_.pop_front();
  ++lost_;
  ++unreported_;
}

}  // namespace aurawell::config
