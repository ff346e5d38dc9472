#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "domain/ports/advice_records.hpp"
#include "domain/result.hpp"
#include "net/storage/database/sql_run.hpp"
#include "net/storage/database/value_places.hpp"
#include "net/storage/store/write_tools.hpp"

namespace aurawell::net {

/// Saves one question, text or answer over a connection that does not send ahead and has no other
/// writer at the same time: looks up its row, then writes it. For others see `array_group`.
class single_write {
 public:
  explicit single_write(const write_tools& use) : use_{use} {}

  /// Call it once, in a transaction.
  result<void> run(const write_view& write);

  const write_outcome& outcome() const noexcept { return outcome_; }

 private:
  result<void> save(const question_record& question);
  result<void> save(const progress_record& progress);
  result<void> save(const answer_record& answer);

  result<void> refuse(error why);
  result<void> add(const question_record& question, std::int64_t id, std::int64_t conversation);
  result<std::int64_t> conversation_for(const question_record& question, const sql_run& found);
  result<void> claim(const sql_run& found);
  result<void> set_answer(const places::exchange& row, const answer_record& answer);

  write_tools use_;
  write_outcome outcome_;
};

}  // namespace aurawell::net
