#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

struct restore_report {
  /// Users who were erased and logins that were revoked after the backup was made. They are erased
  /// and revoked in the restored database too.
  std::size_t erased_again = 0;
  std::size_t revoked_again = 0;
  /// Accounts that keep their present password, not the backup's.
  std::size_t passwords_kept = 0;
  /// Grants and invitations of the backup that were withdrawn or have another role now.
  std::size_t access_withdrawn = 0;
  /// Accounts that were made after the backup. Their ids and logins are no longer valid.
  std::size_t accounts_gone = 0;
  /// What could not be read because the present database is missing or damaged, as sentences for
  /// the operator. An erased user or a revoked login of the backup may then be active again.
  std::vector<std::string> losses;
  /// Path of the former database; empty: there was none.
  std::filesystem::path former{};
};

/// What to do when a part of the present database cannot be read.
enum class on_loss : unsigned char { refuse, accept };

/// Replaces the database of `options.url` by a backup, without the users that the present database
/// has erased and the logins that it has revoked. Passwords, logins, reset codes, grants and
/// invitations stay as in the present database: a former password may be the stolen one. Accounts
/// that were made after the backup are lost for good. Requires that the service has stopped. Keeps
/// the former database beside the new one. After a failure nothing has changed; the failure is a
/// sentence for the operator.
result<restore_report> restore_store(const store_options& options,
                                     const std::filesystem::path& from,
                                     on_loss policy = on_loss::refuse);

/// Repairs the database after a killed restore, which may have separated it from its log. Call it
/// before the database is opened, while holding its spool.
result<void> undo_killed_restore(const store_options& options);

}  // namespace aurawell::net
