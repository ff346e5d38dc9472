#pragma once

#include <string_view>

namespace aurawell::net {

/// ?1 name, ?2 when, ?3 for good. An existing tombstone is only made stricter.
inline constexpr std::string_view note_erased_sql = R"sql(
  INSERT INTO erased_users (name, erased_at, for_good) VALUES (?1, ?2, ?3)
  ON CONFLICT (name) DO UPDATE SET erased_at = max(erased_at, excluded.erased_at),
    for_good = max(for_good, excluded.for_good))sql";

}  // namespace aurawell::net
