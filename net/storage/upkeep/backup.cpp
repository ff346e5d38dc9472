#include "net/storage/upkeep/backup.hpp"

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/held_file.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/spool/open_spool.hpp"
#include "net/storage/store/make_store.hpp"
#include "net/storage/store/pseudonym_key.hpp"

namespace aurawell::net {
namespace {

error cannot_write(const std::filesystem::path& to, const std::string& why) {
  return {ec::database_unreachable, "cannot make the backup " + to.string() + ": " + why};
}

/// Opens, locks and empties the temporary file; a killed backup may have left content in it.
result<held_file> hold_part(const std::filesystem::path& part) {
  auto held = held_file::open(part);
  if (held && !held->truncate()) {
    return error{ec::database_unreachable, std::generic_category().message(errno)};
  }
  return held;
}

/// Whether SQLite, the spool or a restore uses the name `to` for its own file.
bool is_side_file(const std::filesystem::path& to, const std::filesystem::path& database,
                  const std::filesystem::path& spool) {
  std::error_code failure;
  const auto stands = [&](const std::filesystem::path& path) {
    return std::filesystem::weakly_canonical(path.parent_path(), failure) / path.filename();
  };
  const auto name = stands(to).string();
  if (name.starts_with(stands(spool).string())) {
    return true;
  }
  // SQLite follows a symbolic link; the spool and a restore do not.
  for (const auto& file :
       {stands(database), std::filesystem::weakly_canonical(database, failure)}) {
    if (!name.starts_with(file.string())) {
      continue;
    }
    const std::string_view rest = std::string_view{name}.substr(file.string().size());
    if (rest == "-journal" || rest == "-wal" || rest == "-shm" || rest.starts_with(".spool") ||
        rest.starts_with(".before-restore") || rest.starts_with(".restoring") ||
        rest.starts_with(pseudonym_key_suffix)) {
      return true;
    }
  }
  return false;
}

result<void> copy_into(sqlite_connection& from, const std::filesystem::path& to) {
  return run_sql(from, "VACUUM INTO ?1", to.string());
}

}  // namespace

result<void> back_up_store(const store_options& options, const std::filesystem::path& to) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return path.failure();
  }
  std::error_code failure;
  if (std::filesystem::exists(std::filesystem::symlink_status(to, failure))) {
    return cannot_write(to, "it is there already; choose another name");
  }
  if (is_side_file(std::filesystem::absolute(to, failure),
                   std::filesystem::absolute(*path, failure), spool_path(options))) {
    return cannot_write(to,
                        "the name belongs to a file of the database's own; choose another name");
  }
  auto connection = sqlite_connection::open(path->c_str(), options.busy_timeout);
  if (!connection) {
    return error{connection.failure().code,
                 "cannot read the database " + *path + ": " + connection.failure().detail};
  }
  auto part = std::filesystem::absolute(to, failure);
  part += ".part";
  const auto held = hold_part(part);
  if (!held) {
    return cannot_write(to, held.failure().detail);
  }
  auto done = copy_into(*connection, part);
  if (done &&
      !(sync_to_disk(part) && rename_to_new(part, to) && sync_to_disk(part.parent_path()))) {
    done = error{ec::database_unreachable, std::generic_category().message(errno)};
  }
  if (!done) {
    std::filesystem::remove(part, failure);
    return cannot_write(to, done.failure().detail);
  }
  return {};
}

}  // namespace aurawell::net
