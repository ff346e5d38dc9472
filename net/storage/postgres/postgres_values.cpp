#include "net/storage/postgres/postgres_values.hpp"

#include <cstddef>

#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view plain{&plain_mark, 1};
constexpr std::string_view sealed{&sealed_mark, 1};

}  // namespace

unsigned oid_of(sql_type type) noexcept {
  switch (type) {
    case sql_type::text: return 25;
    case sql_type::integer: return 20;
    default: return 17;
  }
}

unsigned array_oid_of(sql_type element) noexcept {
  switch (element) {
    case sql_type::text: return 1009;
    case sql_type::integer: return 1016;
    default: return 1001;
  }
}

std::string_view mark_of(const stored_value& value) noexcept {
  if (value.bytes.empty()) {
    return {};
  }
  if (!value.is_sealed) {
    return plain;
  }
  const char first = value.bytes.front();
  return first == plain_mark || first == sealed_mark ? sealed : std::string_view{};
}

std::string big_endian(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, number >>= 8) {
    bytes[static_cast<std::size_t>(i)] = static_cast<char>(number);
  }
  return bytes;
}

}  // namespace aurawell::net
