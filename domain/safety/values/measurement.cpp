#include "domain/safety/values/measurement.hpp"

#include <array>

#include "domain/safety/values/value_readers.hpp"

namespace aurawell::safety {

namespace {

constexpr std::array<value_reader, 4> readers{read_pressure, read_time, read_amount, read_vital};

bool is_foreign(const token_view& words, std::size_t at) {
  const std::size_t unit_at = words.unit_behind(at);
  return unit_at != no_token && words[unit_at].is(word_kind::unit, unit::other);
}

}  // namespace

std::vector<measurement> measurements_of(const token_view& words) {
  std::vector<measurement> found;
  for (std::size_t at = 0; at < words.size() && found.size() < most_measurements; ++at) {
    read_meter(words, at, found);
    if (words[at].is(word_kind::unit)) {
      read_whole_pack(words, at, found);
    }
    if (words[at].kind != token_kind::number || is_foreign(words, at)) {
      continue;
    }
    for (const value_reader read : readers) {
      const std::size_t last = read(words, at, found);
      if (last != no_token) {
        at = last;
        break;
      }
    }
  }
  return found;
}

}  // namespace aurawell::safety
