// Upgrade and frames of a websocket_link.
#include "tests/loadtest/websocket_link.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace aurawell::loadtest {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t min_room_bytes = 2048;
constexpr std::size_t max_frame_bytes = 4 * 1024 * 1024;
constexpr unsigned final_bit = 0x80;
constexpr unsigned opcode_bits = 0x0f;
constexpr unsigned char continuation = 0;
constexpr unsigned char text_frame = 1;
constexpr unsigned char close_frame = 8;
constexpr unsigned char ping_frame = 9;
constexpr unsigned char pong_frame = 10;
/// Any will do for a test, as long as the server has to undo it.
constexpr std::array<char, 4> mask{0x37, 0x1a, 0x5c, 0x2e};
/// 1000 in network order.
constexpr std::string_view normal_closure{"\x03\xe8", 2};

unsigned byte_at(const char* from, std::size_t offset) noexcept {
  return static_cast<unsigned char>(from[offset]);
}

std::uint64_t big_endian(const char* from, std::size_t count) noexcept {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    value = value << 8U | byte_at(from, i);
  }
  return value;
}

}  // namespace

void websocket_link::take(clock::time_point received) {
  if (upgraded_ || read_upgrade()) {
    while (read_frame(received)) {
    }
  }
  if (!over_) {
    make_room();
  }
}

bool websocket_link::read_upgrade() {
  const std::string_view text{buffer_.data(), end_};
  const auto head = text.find("\r\n\r\n");
  if (head == std::string_view::npos) {
    if (end_ > max_frame_bytes) {
      end("the answer to the upgrade is too long");
    }
    return false;
  }
  constexpr std::string_view version = "HTTP/1.1 ";
  const auto status =
      text.starts_with(version) ? text.substr(version.size(), 3) : text.substr(0, 3);
  if (status != "101") {
    end("refused: HTTP " + std::string{status});
    return false;
  }
  begin_ = head + 4;
  upgraded_ = true;
  listener_.on_open();
  return !over_;
}

bool websocket_link::read_frame(clock::time_point received) {
  const auto available = end_ - begin_;
  auto* const frame = buffer_.data() + begin_;
  if (over_ || available < 2) {
    return false;
  }
  const auto short_size = byte_at(frame, 1);
  const std::size_t size_bytes = short_size == 126 ? 2 : short_size == 127 ? 8 : 0;
  const auto head = 2 + size_bytes;
  if (available < head) {
    return false;
  }
  const auto size = size_bytes == 0 ? short_size : big_endian(frame + 2, size_bytes);
  if (short_size > 127 || size > max_frame_bytes) {
    end("a frame is masked or too long");
    return false;
  }
  if (available < head + size) {
    return false;
  }
  begin_ += head + size;
  on_payload(byte_at(frame, 0), frame + head, size, received);
  return !over_;
}

void websocket_link::on_payload(unsigned first, char* payload, std::size_t size,
                                clock::time_point received) {
  const auto opcode = static_cast<unsigned char>(first & opcode_bits);
  const auto is_final = (first & final_bit) != 0;
  if (opcode == text_frame && is_final) {
    deliver(payload, size, received);
  } else if (opcode == text_frame || opcode == continuation) {
    parts_.append(payload, size);
    if (is_final) {
      auto whole = std::exchange(parts_, {});
      listener_.on_text(whole.data(), whole.size(), received);
    }
  } else if (opcode == ping_frame) {
    write_frame(pong_frame, {payload, size});
  } else if (opcode == close_frame) {
    const auto code = size < 2 ? 1005 : big_endian(payload, 2);
    end("closed by the server: " + std::to_string(code));
  } else if (opcode != pong_frame) {
    end("a frame with opcode " + std::to_string(opcode));
  }
}

void websocket_link::deliver(char* text, std::size_t size, clock::time_point received) {
  const auto behind = std::exchange(text[size], '\0');
  listener_.on_text(text, size, received);
  text[size] = behind;
}

void websocket_link::make_room() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < min_room_bytes) {
    buffer_.resize(buffer_.size() * 2);
  }
}

void websocket_link::send(std::string_view text) {
  write_frame(text_frame, text);
}

void websocket_link::close() {
  write_frame(close_frame, normal_closure);
}

void websocket_link::write_frame(unsigned char opcode, std::string_view payload) {
  constexpr unsigned masked = 0x80;
  const auto put = [this](std::uint64_t byte) { waiting_ += static_cast<char>(byte); };
  put(final_bit | opcode);
  if (payload.size() < 126) {
    put(masked | payload.size());
  } else {
    // A load tester asks no question of 64 KiB.
    put(masked | 126U);
    put(payload.size() >> 8U);
    put(payload.size() & 0xffU);
  }
  waiting_.append(mask.data(), mask.size());
  for (std::size_t i = 0; i < payload.size(); ++i) {
    waiting_ += static_cast<char>(payload[i] ^ mask[i % mask.size()]);
  }
  flush();
}

}  // namespace aurawell::loadtest
