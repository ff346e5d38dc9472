#include "net/storage/database/database_swap.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "net/storage/database/sqlite_file.hpp"

namespace aurawell::net {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view former_suffix = ".before-restore";
constexpr std::string_view log_suffix = "-wal";

error disk_fails(const std::error_code& why) {
  return {ec::database_unreachable, why.message()};
}

/// False: the file does not exist.
result<bool> move_file(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  fs::rename(from, to, failure);
  if (failure == std::errc::no_such_file_or_directory) {
    return false;
  }
  return failure ? result<bool>{disk_fails(failure)} : result<bool>{true};
}

/// Gives the database a second name; the first one is removed last.
result<fs::path> keep_former(const fs::path& database) {
  const auto former = beside(database, former_suffix);
  std::error_code failure;
  if (fs::exists(former, failure)) {
    return error{ec::bad_configuration,
                 former.string() +
                     " is there from an earlier restore, which was complete: unless it was of "
                     "another backup, nothing is left to do; to restore once more, move it away"};
  }
  fs::create_hard_link(database, former, failure);
  if (failure) {
    return disk_fails(failure);
  }
  // A remaining log would be applied to the new file.
  if (auto moved = move_file(beside(database, log_suffix), beside(former, log_suffix)); !moved) {
    fs::remove(former, failure);
    return moved.failure();
  }
  fs::remove(beside(database, "-shm"), failure);
  return former;
}

}  // namespace

fs::path beside(const fs::path& file, std::string_view suffix) {
  auto path = file;
  return path += suffix;
}

void remove_database(const fs::path& file) {
  std::error_code missing;
  for (const auto* suffix : {"", "-wal", "-shm"}) {
    fs::remove(beside(file, suffix), missing);
  }
}

result<void> undo_killed_swap(const fs::path& database) {
  const auto former = beside(database, former_suffix);
  std::error_code failure;
  if (!fs::equivalent(former, database, failure) || failure) {
    return {};
  }
  const auto log = beside(database, log_suffix);
  if (!fs::exists(log, failure)) {
    if (auto moved = move_file(beside(former, log_suffix), log); !moved) {
      return error{moved.failure().code,
                   "cannot give " + database.string() + " its log back: " + moved.failure().detail};
    }
  }
  fs::remove(former, failure);
  return failure ? result<void>{disk_fails(failure)} : result<void>{};
}

result<fs::path> swap_database(const fs::path& copy, const fs::path& database) {
  if (!sync_to_disk(copy)) {
    return error{ec::database_unreachable, "the copy does not reach the disk"};
  }
  std::error_code failure;
  fs::path former;
  if (fs::exists(database, failure)) {
    auto kept = keep_former(database);
    if (!kept) {
      return kept;
    }
    former = *kept;
  } else if (fs::exists(beside(database, log_suffix), failure)) {
    return error{ec::bad_configuration, beside(database, log_suffix).string() +
                                            " is there without its database; move it away"};
  }
  fs::rename(copy, database, failure);
  if (failure) {
    (void)undo_killed_swap(database);
    return disk_fails(failure);
  }
  return former;
}

bool rename_to_new(const std::filesystem::path& from, const std::filesystem::path& to) noexcept {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
    return true;
  }
  // Not every file system knows the flag.
  return errno == EINVAL && ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

}  // namespace aurawell::net
