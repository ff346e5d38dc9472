#include "net/http/chunk_decoder.hpp"

#include <algorithm>
#include <optional>

namespace aurawell::net {
namespace {

/// Digits of a 64-bit size; further ones can only be leading zeros.
constexpr unsigned max_digits = 16;

std::optional<unsigned> hex_value(char digit) noexcept {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  if (digit >= 'a' && digit <= 'f') {
    return digit - 'a' + 10;
  }
  if (digit >= 'A' && digit <= 'F') {
    return digit - 'A' + 10;
  }
  return std::nullopt;
}

}  // namespace

std::size_t chunk_decoder::take(std::string_view bytes, std::string& body) {
  std::size_t used = 0;
  while (used < bytes.size() && state_ == state::more) {
    if (place_ == place::data) {
      const auto size =
          static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, bytes.size() - used));
      body += bytes.substr(used, size);
      used += size;
      chunk_left_ -= size;
      place_ = chunk_left_ == 0 ? place::data_cr : place::data;
    } else {
      take_byte(bytes[used]);
      ++used;
    }
  }
  return used;
}

void chunk_decoder::take_byte(char byte) noexcept {
  switch (place_) {
    case place::size: on_size(byte); break;
    case place::size_end: on_size_end(byte); break;
    case place::extension: on_extension(byte); break;
    case place::line_end:
      if (byte == '\n') {
        begin_chunk();
      } else {
        state_ = state::malformed;
      }
      break;
    case place::data_cr: expect(byte, '\r', place::data_lf); break;
    case place::data_lf: expect(byte, '\n', place::size); break;
    case place::trailers: on_trailer(byte); break;
    case place::data: break;
  }
}

void chunk_decoder::on_size(char byte) noexcept {
  if (const auto value = hex_value(byte)) {
    chunk_left_ = chunk_left_ << 4U | *value;
    if (++digits_ > max_digits) {
      state_ = state::malformed;
    }
  } else if (digits_ == 0) {
    state_ = state::malformed;
  } else if (byte == '\r') {
    place_ = place::line_end;
  } else {
    place_ = place::size_end;
    on_size_end(byte);
  }
}

void chunk_decoder::on_size_end(char byte) noexcept {
  count_framing();
  if (byte == ';') {
    place_ = place::extension;
  } else if (byte != ' ' && byte != '\t') {
    state_ = state::malformed;
  }
}

void chunk_decoder::on_extension(char byte) noexcept {
  count_framing();
  if (byte == '\r') {
    place_ = place::line_end;
  } else if (!is_text_byte(byte)) {
    state_ = state::malformed;
  }
}

void chunk_decoder::begin_chunk() noexcept {
  digits_ = 0;
  if (chunk_left_ == 0) {
    place_ = place::trailers;
  } else if (chunk_left_ > data_left_) {
    state_ = state::data_too_long;
  } else {
    data_left_ -= static_cast<std::size_t>(chunk_left_);
    place_ = place::data;
  }
}

void chunk_decoder::on_trailer(char byte) noexcept {
  count_framing();
  if (state_ != state::more) {
    return;
  }
  switch (trailers_.next(byte)) {
    case line_scanner::step::end: state_ = state::end; break;
    case line_scanner::step::too_long: state_ = state::framing_too_long; break;
    case line_scanner::step::malformed: state_ = state::malformed; break;
    case line_scanner::step::more:
    case line_scanner::step::blank_line: break;
  }
}

void chunk_decoder::expect(char byte, char wanted, place then) noexcept {
  if (byte == wanted) {
    place_ = then;
  } else {
    state_ = state::malformed;
  }
}

void chunk_decoder::count_framing() noexcept {
  if (framing_left_ == 0) {
    state_ = state::framing_too_long;
  } else {
    --framing_left_;
  }
}

}  // namespace aurawell::net
