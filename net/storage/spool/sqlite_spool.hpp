#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "domain/ports/write_spool.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/store_options.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/spool/spool_connection.hpp"
#include "net/storage/spool/spool_salvage.hpp"

namespace aurawell::net {

/// The spool as a second SQLite file with the schema of the database: waiting writes, and writes
/// that the database refused. Sealed with the keys of the database, if there are any. One process
/// at a time holds it; others may read it and seal it again.
///
/// After each commit the file itself has all data: damage loses only what was in the damaged place.
/// A call that meets damage continues with a new file, which has the rest under the same numbers;
/// the damaged one is kept beside it as ".damaged".
class sqlite_spool final : public write_spool {
 public:
  /// Creates a missing file (0600). Refuses one that a former release has filled.
  ///
  /// @param held The file at `path`, if it is held already.
  static result<std::unique_ptr<sqlite_spool>> open(const std::filesystem::path& path,
                                                    const store_options& options,
                                                    std::optional<held_file> held = std::nullopt);

  result<std::vector<waiting_write>> load() override;
  result<std::int64_t> append(const std::vector<spooled_write>& writes) override;
  result<void> remove_until(std::int64_t number) override;
  result<void> clear() override;
  /// Without space for it, the write is logged and dropped.
  result<void> set_aside(std::int64_t number, ec why) override;
  result<void> erase(const user_id& user) override;
  std::size_t bytes() const noexcept override;

 private:
  sqlite_spool(std::filesystem::path path, const store_options& options);

  result<void> open_file(std::optional<held_file> held = std::nullopt);
  /// Runs `work` in a transaction; if that meets damage, runs it again on a new file.
  template <class Work>
  result<void> change(const Work& work);
  result<salvaged_writes> read();
  result<void> mend(const salvaged_writes& found);
  result<void> begin_anew(const std::vector<kept_write>& writes);
  result<void> make_new_file(const std::vector<kept_write>& writes);

  /// The names of the tables are damaged, so no row can be read: keeps the file, and begins a new
  /// one.
  result<void> give_up_file(const error& why);

  std::filesystem::path path_;
  store_options options_;
  value_seal seal_;
  /// Null after the new file could not be opened: the next call tries again.
  std::unique_ptr<spool_connection> file_;
  /// A new file that cannot be opened either is not replaced again.
  bool has_given_up_ = false;
};

}  // namespace aurawell::net
