#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "net/storage/database/held_file.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/sql_batch.hpp"
#include "net/storage/rows/waiting_rows.hpp"

namespace aurawell::net {

/// The file of a spool, held and open.
class spool_connection {
 public:
  /// Records the holder of the file, and reserves its space on the disk.
  ///
  /// @param hold Must hold the file at `path`.
  /// @param seal Must outlive it.
  static result<std::unique_ptr<spool_connection>> open(const std::filesystem::path& path,
                                                        held_file hold,
                                                        const store_options& options,
                                                        const value_seal& seal);

  /// Runs `work` in one transaction.
  template <class Work>
  result<void> atomically(const Work& work) {
    auto done = batch_.atomically(work);
    // A reader may have used the log when it was to be cleared.
    (void)(batch_.log_is_clear() || batch_.clear_log());
    return done;
  }

  /// Deleted data must leave the log too: at the next commit, or after a later one while a reader
  /// uses the log.
  void sweep_log() noexcept { batch_.sweep_log(); }

  const waiting_statements& statements() const noexcept { return statements_; }

  /// Reads the whole file.
  bool is_sound();
  /// Size of all pages in use.
  std::size_t bytes();
  /// Reserves the freed space again.
  bool reserve() const noexcept;

 private:
  spool_connection(held_file hold, sqlite_connection connected, batch_statements batch,
                   waiting_statements statements, const value_seal& seal)
      : hold_{std::move(hold)},
        connection_{std::move(connected)},
        batch_{connection_, std::move(batch), seal},
        statements_{std::move(statements)} {}

  result<void> note_holder(const value_seal& seal);

  held_file hold_;
  sqlite_connection connection_;
  sql_batch batch_;
  waiting_statements statements_;
  std::filesystem::path log_path_;
  std::size_t most_bytes_ = 0;
};

}  // namespace aurawell::net
