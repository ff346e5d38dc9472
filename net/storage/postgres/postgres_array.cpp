#include "net/storage/postgres/postgres_array.hpp"

#include <cstddef>

#include "net/storage/database/value_seal.hpp"
#include "net/storage/postgres/postgres_values.hpp"

namespace aurawell::net {
namespace {

// Number of dimensions, whether there are NULLs, type of the elements, their number, first index.
constexpr std::size_t nulls_at = 4;
constexpr std::size_t count_at = 12;
constexpr std::size_t header_size = 20;
constexpr std::uint32_t null_size = 0xffff'ffff;

}  // namespace

postgres_array::postgres_array(sql_type element) : element_{element}, bytes_(header_size, '\0') {
  put_number(0, 1);
  put_number(8, oid_of(element));
  put_number(16, 1);
}

void postgres_array::put_number(std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) {
    bytes_[at + i] = static_cast<char>(number >> (24 - 8 * i));
  }
}

void postgres_array::add_size(std::size_t size) {
  const auto at = bytes_.size();
  bytes_.append(4, '\0');
  put_number(at, static_cast<std::uint32_t>(size));
  ++count_;
}

void postgres_array::add_null() {
  add_size(null_size);
  has_null_ = true;
}

void postgres_array::add(std::string_view text) {
  has_nul_ = has_nul_ || text.find('\0') != std::string_view::npos;
  add_size(text.size());
  bytes_.append(text);
}

void postgres_array::add(foreign_text text) {
  add_size(text.bytes.size());
  bytes_.append(text.bytes);
}

void postgres_array::add(std::int64_t number) {
  add_size(8);
  bytes_.append(big_endian(static_cast<std::uint64_t>(number)));
}

void postgres_array::add(const stored_value& value) {
  const auto mark = mark_of(value);
  add_size(mark.size() + value.bytes.size());
  bytes_.append(mark).append(value.bytes);
}

sql_array postgres_array::view() {
  put_number(nulls_at, has_null_ ? 1 : 0);
  put_number(count_at, count_);
  return {element_, bytes_, has_nul_};
}

}  // namespace aurawell::net
