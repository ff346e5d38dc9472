#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/storage/database/sql_cursor.hpp"

namespace aurawell::net {

/// Ids of PostgreSQL's built-in types, which never change.
unsigned oid_of(sql_type type) noexcept;
unsigned array_oid_of(sql_type element) noexcept;

/// A stored value's first byte when it is not sealed. A sealed value never begins with it.
constexpr char plain_mark = '\0';
/// Before a sealed value that would begin with one of the two; what `value_seal::seal` returns
/// never does.
constexpr char sealed_mark = '\2';

/// The mark that comes before the value's bytes; nothing for most sealed values and an empty one.
std::string_view mark_of(const stored_value& value) noexcept;

std::string big_endian(std::uint64_t number);

}  // namespace aurawell::net
