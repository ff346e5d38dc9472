#include "net/socket/frame_inspector.hpp"

#include <algorithm>
#include <cassert>

#include "domain/text/utf8.hpp"

namespace aurawell::net {
namespace {

constexpr unsigned char close_opcode = 8;
constexpr std::uint64_t longest_control = 125;
/// Values of the first length that announce a longer one.
constexpr unsigned char two_more_bytes = 126;
constexpr unsigned char eight_more_bytes = 127;

constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t invalid_payload = 1007;
constexpr std::uint16_t bad_gateway = 1014;
/// One more than the highest close code (section 7.4.2).
constexpr std::uint16_t beyond_codes = 5000;

/// The close code to send in reply to a close frame; nothing when Beast replies correctly.
std::optional<std::uint16_t> answer_to_close(std::string_view payload) {
  if (payload.size() < 2) {
    return std::nullopt;
  }
  const unsigned high = static_cast<unsigned char>(payload[0]);
  const unsigned low = static_cast<unsigned char>(payload[1]);
  const unsigned code = high << 8U | low;
  if (code >= beyond_codes) {
    return protocol_error;
  }
  if (!is_utf8(payload.substr(2))) {
    return invalid_payload;
  }
  return code == bad_gateway ? std::optional{bad_gateway} : std::nullopt;
}

}  // namespace

std::size_t frame_inspector::pass(std::string_view bytes) {
  assert(!answer_);
  std::size_t at = 0;
  while (at < bytes.size() && !stopped_) {
    std::size_t read = 1;
    if (part_ == part::payload) {
      read = read_payload(bytes.substr(at));
    } else {
      read_header(static_cast<unsigned char>(bytes[at]));
    }
    at += read;
    left_ -= read;
    if (answer_) {
      return at - 1;
    }
    while (left_ == 0) {
      begin_next_part();
    }
  }
  return bytes.size();
}

void frame_inspector::stop() noexcept {
  stopped_ = true;
  answer_.reset();
}

void frame_inspector::taken(std::size_t bytes) noexcept {
  assert(bytes <= waiting_ || stopped_);
  waiting_ -= std::min(bytes, waiting_);
}

bool frame_inspector::is_close() const noexcept {
  return opcode_ == close_opcode && payload_size_ <= longest_control;
}

void frame_inspector::begin_next_part() {
  switch (part_) {
    case part::opcode:
      part_ = part::length;
      left_ = 1;
      break;
    case part::length:
      part_ = part::longer_length;
      left_ = short_length_ == two_more_bytes ? 2 : short_length_ == eight_more_bytes ? 8 : 0;
      break;
    case part::longer_length:
      part_ = part::mask;
      left_ = masked_ ? mask_.size() : 0;
      break;
    case part::mask:
      part_ = part::payload;
      left_ = payload_size_;
      break;
    case part::payload:
      part_ = part::opcode;
      left_ = 1;
      break;
  }
}

void frame_inspector::read_header(unsigned char byte) {
  if (part_ == part::opcode) {
    opcode_ = byte & 0x0FU;
    mask_ = {};
    close_.clear();
  } else if (part_ == part::length) {
    masked_ = (byte & 0x80U) != 0;
    short_length_ = byte & 0x7FU;
    payload_size_ = short_length_ < two_more_bytes ? short_length_ : 0;
  } else if (part_ == part::longer_length) {
    if (left_ == 8 && (byte & 0x80U) != 0) {
      answer_ = protocol_error;
    }
    payload_size_ = payload_size_ << 8U | byte;
  } else {
    mask_[mask_.size() - left_] = byte;
  }
}

std::size_t frame_inspector::read_payload(std::string_view bytes) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  if (opcode_ < close_opcode) {
    waiting_ += size;
  } else if (is_close()) {
    for (const char byte : bytes.substr(0, size)) {
      const auto masked = static_cast<unsigned char>(byte);
      close_ += static_cast<char>(masked ^ mask_[close_.size() % mask_.size()]);
    }
    if (size == left_) {
      answer_ = answer_to_close(close_);
    }
  }
  return size;
}

}  // namespace aurawell::net
