#include "net/storage/upkeep/restore.hpp"

#include <system_error>
#include <utility>

#include "domain/ports/account_store.hpp"
#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/process_register.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/upkeep/present_database.hpp"
#include "net/storage/upkeep/taken_over.hpp"
#include "net/storage/upkeep/verify.hpp"

namespace aurawell::net {
namespace {

namespace fs = std::filesystem;

class restoring {
 public:
  restoring(const store_options& options, fs::path database, fs::path from, on_loss policy)
      : options_{options},
        database_{std::move(database)},
        from_{std::move(from)},
        policy_{policy},
        staged_{beside(database_, ".restoring")} {}

  result<restore_report> run() {
    remove_database(staged_);
    for (const auto step :
         {&restoring::find_database, &restoring::stage, &restoring::mend, &restoring::swap}) {
      if (auto done = (this->*step)(); !done) {
        remove_database(staged_);
        return error{done.failure().code, "cannot restore " + from_.string() + ": " +
                                              done.failure().detail +
                                              "; the present database is as it was"};
      }
    }
    if (!sync_to_disk(database_) || !sync_to_disk(database_.parent_path())) {
      return error{ec::database_unreachable,
                   from_.string() +
                       " is the database now, but the disk did not confirm it; look "
                       "after the disk, then at the file with aurawell verify"};
    }
    return report_;
  }

 private:
  result<void> find_database() { return undo_killed_swap(database_); }

  /// Copies the backup. Requires that it was checked before.
  result<void> stage() {
    std::error_code failure;
    if (fs::exists(beside(from_, "-wal"), failure)) {
      return error{ec::bad_configuration,
                   "a program uses it, so it is no backup; make one with aurawell backup"};
    }
    fs::copy_file(from_, staged_, failure);
    if (!failure) {
      fs::permissions(staged_, fs::perms::owner_read | fs::perms::owner_write, failure);
    }
    if (failure) {
      return error{ec::database_unreachable, failure.message()};
    }
    // This migrates the schema and checks the keys.
    if (const auto opened = connect_sqlite_file(staged_, options_); !opened) {
      return opened.failure();
    }
    const auto seen = verify_store(staged_, options_);
    if (!seen) {
      return seen.failure();
    }
    return seen->problems.empty() ? result<void>{}
                                  : error{ec::database_failed, seen->problems.front()};
  }

  result<void> mend() {
    auto taken = ask_present();
    if (!taken) {
      return taken.failure();
    }
    auto to = options_;
    to.url = "sqlite:" + staged_.string();
    const auto store = open_store(to);
    return store ? apply((*store)->accounts(), *taken) : store.failure();
  }

  result<taken_over> ask_present() {
    auto present = present_database::open(database_, options_);
    if (!present) {
      return present.failure();
    }
    auto copy = connect_sqlite_file(staged_, options_);
    auto taken =
        copy ? take_over(*present, *copy, value_seal{options_.encryption_keys}) : copy.failure();
    is_readable_ = present->is_open();
    report_.losses = present->losses();
    if (taken && !report_.losses.empty() && policy_ == on_loss::refuse) {
      return too_much_lost();
    }
    return taken;
  }

  error too_much_lost() const {
    std::string all;
    for (const auto& loss : report_.losses) {
      all += (all.empty() ? "" : "; ") + loss;
    }
    return {ec::bad_configuration,
            "the present database " + database_.string() + " cannot tell everything: " + all +
                "; users who were erased, logins that were revoked, access that was withdrawn and "
                "passwords that were changed since the backup was made may come back; to restore "
                "it all the same, repeat with --accept-loss"};
  }

  result<void> apply(account_store& people, const taken_over& taken) {
    for (const auto& login : taken.revoked) {
      if (auto revoked = people.revoke_login(login); !revoked) {
        return revoked;
      }
    }
    for (const auto& [user, when] : taken.erased) {
      if (auto erased = people.erase_account(user, when); !erased) {
        return erased;
      }
    }
    report_.erased_again = taken.erased.size();
    report_.revoked_again = taken.newly_revoked;
    report_.passwords_kept = taken.passwords;
    report_.access_withdrawn = taken.withdrawn;
    report_.accounts_gone = taken.accounts_gone;
    return {};
  }

  result<void> swap() {
    std::error_code failure;
    // When the last connection to a file closes, SQLite writes the log to the file and removes the
    // log.
    if (fs::exists(beside(staged_, "-wal"), failure)) {
      return error{ec::database_unreachable, "the copy could not be finished; make room"};
    }
    if (is_readable_ && fs::exists(beside(database_, "-wal"), failure)) {
      return error{ec::bad_configuration, "another program has the present database open; end it"};
    }
    auto former = swap_database(staged_, database_);
    if (!former) {
      return former.failure();
    }
    report_.former = *former;
    return {};
  }

  const store_options& options_;
  const fs::path database_;
  const fs::path from_;
  const on_loss policy_;
  const fs::path staged_;
  bool is_readable_ = false;
  restore_report report_;
};

}  // namespace

result<restore_report> restore_store(const store_options& options, const fs::path& from,
                                     on_loss policy) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return path.failure();
  }
  std::error_code failure;
  const auto database = fs::absolute(*path, failure);
  const auto spool = spool_path(options);
  for (const auto& folder : {database.parent_path(), spool.parent_path()}) {
    if (auto made = make_private_folders(folder); !made) {
      return made.failure();
    }
  }
  const bool has_spool = fs::exists(spool, failure);
  // The service cannot start while the spool is held.
  const auto held = hold_spool(options);
  if (!held) {
    return error{held.failure().code,
                 held.failure().detail + "; stop the service before restoring a backup"};
  }
  // A process without a spool takes over from one that has just ended.
  const auto running = process_register::running(database);
  if (!running || !running->empty()) {
    return !running ? running.failure()
                    : error{ec::database_unreachable,
                            database.string() +
                                " is in use by another process; stop the service before restoring "
                                "a backup"};
  }
  auto done = restoring{options, database, from, policy}.run();
  if (!has_spool && held->size() == 0) {
    fs::remove(spool, failure);
  }
  return done;
}

result<void> undo_killed_restore(const store_options& options) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return {};
  }
  std::error_code failure;
  return undo_killed_swap(fs::absolute(*path, failure));
}

}  // namespace aurawell::net
