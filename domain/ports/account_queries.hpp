#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/account/account.hpp"
#include "domain/ports/page_cursor.hpp"

namespace aurawell {

/// Measurements of one member up to a time; without a kind, all kinds.
struct sample_range {
  member_key member;
  wall_time until;
  std::optional<sample_kind> kind{};
};

/// The newest samples of a member, newest first.
struct sample_query {
  member_key member;
  std::optional<sample_kind> kind{};
  /// Only samples measured before it.
  std::optional<wall_time> before{};
  std::size_t limit = 100;
  /// `next` of the page before.
  page_cursor page{};
};

struct sample_list {
  std::vector<health_sample> samples;
  /// Nothing after the last page.
  page_cursor next;
};

/// Newest first.
struct audit_query {
  user_id user;
  page_cursor before{};
  std::size_t limit = 100;
};

struct audit_list {
  std::vector<audit_entry> entries;
  /// Nothing after the last page.
  page_cursor next;
};

}  // namespace aurawell
