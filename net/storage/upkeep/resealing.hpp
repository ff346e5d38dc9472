#pragma once

#include <cstdint>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/sealed_tables.hpp"
#include "net/storage/upkeep/rekey.hpp"

namespace aurawell::net {

/// Seals with the newest key all values of a database, in batches, then forgets the older keys.
/// Others may use the database meanwhile.
class resealing {
 public:
  resealing(sql_connection& connection, const value_seal& seal, const rekey_report& report)
      : connection_{connection}, seal_{seal}, report_{report} {}

  /// False: `report` has ended it, and the finished batches are kept.
  result<bool> run();

  const rekey_progress& progress() const noexcept { return progress_; }

 private:
  result<std::int64_t> rows_left(const sealed_table& table);
  result<std::int64_t> rows_left();
  result<bool> seal_table(const sealed_table& table);
  result<void> seal_batch(const sealed_table& table, std::int64_t& last_row);
  result<void> seal_rows(const sealed_table& table, std::int64_t& last_row, std::int64_t& sealed);
  result<bool> finish();
  template <class Work>
  result<void> in_transaction(const Work& work);

  sql_connection& connection_;
  const value_seal& seal_;
  const rekey_report& report_;
  rekey_progress progress_;
};

}  // namespace aurawell::net
