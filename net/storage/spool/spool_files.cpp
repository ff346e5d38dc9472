#include "net/storage/spool/spool_files.hpp"

#include <string>
#include <system_error>
#include <utility>

#include "net/storage/database/database_swap.hpp"

namespace aurawell::net {
namespace {

namespace fs = std::filesystem;

error disk_fails(const fs::path& file, const std::string& why) {
  return {ec::database_unreachable, file.string() + ": " + why};
}

}  // namespace

result<held_file> hold_spool_file(const fs::path& path) {
  std::error_code failure;
  if (!fs::exists(path, failure)) {
    // A remaining log would be applied to the new file.
    remove_database(path);
    fs::rename(beside(path, ".new"), path, failure);
  }
  return held_file::open(path);
}

result<void> put_new_spool(const fs::path& path) {
  std::error_code failure;
  // The last connection to a file writes its log to it and removes the log.
  if (fs::exists(beside(path, ".new-wal"), failure)) {
    return disk_fails(beside(path, ".new"), "it cannot be finished");
  }
  fs::remove(beside(path, ".damaged-wal"), failure);
  fs::remove(beside(path, "-shm"), failure);
  // The log first: beside another file it would be applied to that one.
  for (const auto& [from, to] :
       {std::pair{"-wal", ".damaged-wal"}, std::pair{"", ".damaged"}, std::pair{".new", ""}}) {
    fs::rename(beside(path, from), beside(path, to), failure);
    if (failure && failure != std::errc::no_such_file_or_directory) {
      return disk_fails(beside(path, from), failure.message());
    }
  }
  return {};
}

result<void> remove_other_spools(const fs::path& path) {
  for (const auto* suffix : {".damaged", ".damaged-wal", ".new", ".new-wal", ".new-shm"}) {
    std::error_code failure;
    fs::remove(beside(path, suffix), failure);
    if (failure) {
      return disk_fails(beside(path, suffix), failure.message());
    }
  }
  return {};
}

}  // namespace aurawell::net
