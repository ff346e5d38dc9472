#include "domain/trace/trace_context.hpp"

#include <string_view>

#include "domain/random_name.hpp"

namespace aurawell {
namespace {

template <class Id>
std::string hex_of(const Id& id) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * id.size());
  for (const auto byte : id) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

template <class Id>
Id make_id() {
  Id id{};
  do {
    for (std::size_t at = 0; at < id.size(); at += sizeof(std::uint32_t)) {
      const auto word = random_word();
      for (std::size_t i = 0; i < sizeof word; ++i) {
        id[at + i] = static_cast<std::uint8_t>(word >> (8 * i));
      }
    }
  } while (id == Id{});
  return id;
}

}  // namespace

std::string to_hex(const trace_id& id) {
  return hex_of(id);
}

std::string to_hex(const span_id& id) {
  return hex_of(id);
}

trace_id make_trace_id() {
  return make_id<trace_id>();
}

span_id make_span_id() {
  return make_id<span_id>();
}

}  // namespace aurawell
