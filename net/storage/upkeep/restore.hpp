#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

struct restore_report {
  /// What the backup would have revived and does not: users who were erased after it was made,
  /// and logins that were revoked.
  std::size_t erased_again = 0;
  std::size_t revoked_again = 0;
  /// Accounts that keep the password they have now, not the backup's.
  std::size_t passwords_kept = 0;
  /// Grants and invitations of the backup that were withdrawn, or are for another role now.
  std::size_t access_withdrawn = 0;
  /// Accounts that were made after the backup: their ids and logins count no more.
  std::size_t accounts_gone = 0;
  /// What the present database could not tell, for the operator: there is none, or it is
  /// damaged. The backup may then have revived somebody.
  std::vector<std::string> losses;
  /// The database that was there; empty: none was.
  std::filesystem::path former{};
};

/// When the present database cannot tell everything.
enum class on_loss : unsigned char { refuse, accept };

/// Puts a backup in the place of the database of `options.url`, without those whom the present
/// database has erased and the logins that it has revoked. Passwords, the lists of logins,
/// codes for new passwords and who may use whose members stay as they are: a former password
/// may be the stolen one. Accounts that were made since are gone for good. The
/// service must have stopped. The former database is kept beside it. All or nothing; a failure
/// is for the operator.
result<restore_report> restore_store(const store_options& options,
                                     const std::filesystem::path& from,
                                     on_loss how = on_loss::refuse);

/// Before the database is opened, by who holds its spool: a restore that was killed may have
/// left it without its log.
result<void> undo_killed_restore(const store_options& options);

}  // namespace aurawell::net
