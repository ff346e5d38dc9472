#pragma once

#include <functional>
#include <optional>

#include "actors/system/interfaces.hpp"
#include "actors/system/store_work.hpp"
#include "domain/ports/write_spool.hpp"
#include "domain/result.hpp"

namespace aurawell::actors {

/// Without a meaning, except for a question.
using write_outcome = result<question_claim>;

/// One write or work of a group that is committed together: either `write` or `work`.
struct group_member {
  std::optional<spooled_write> write;
  /// Work that cannot wait for the database.
  store_work_ptr work;
  /// Called once, then null.
  std::function<void(const write_outcome&)> reply;
  /// Nothing: not tried, or its failure may be caused by another member.
  std::optional<write_outcome> outcome{};
  /// The store did not have the question.
  bool is_new = false;
};

}  // namespace aurawell::actors
