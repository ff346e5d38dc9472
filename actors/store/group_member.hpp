#pragma once

#include <functional>
#include <optional>

#include "actors/system/interfaces.hpp"
#include "actors/system/store_work.hpp"
#include "domain/ports/write_spool.hpp"
#include "domain/result.hpp"

namespace aurawell::actors {

/// Null for everything but a question that was asked before.
using write_outcome = result<stored_exchange_ptr>;

/// What is committed with others: one of `what` and `work`.
struct group_member {
  std::optional<spooled_write> what;
  /// It cannot wait for the database.
  store_work_ptr work;
  /// Called once, then null.
  std::function<void(const write_outcome&)> reply;
  /// Nothing: it was not tried, or its failure may be another's.
  std::optional<write_outcome> outcome{};
  /// The store did not know the question.
  bool is_new = false;
};

}  // namespace aurawell::actors
