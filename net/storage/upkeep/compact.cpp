#include "net/storage/upkeep/compact.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/store/make_store.hpp"

namespace aurawell::net {

result<void> compact_store(const store_options& options) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return path.failure();
  }
  // The temporary copy contains users' texts, so it must be on the disk of the database.
  std::error_code failure;
  const auto folder = std::filesystem::absolute(*path, failure).parent_path().string();
  if (::setenv("SQLITE_TMPDIR", folder.c_str(), 1) != 0) {
    return error{ec::database_unreachable, "cannot compact the database: no memory is left"};
  }
  auto connection = sqlite_connection::open(path->c_str(), options.busy_timeout);
  auto done = connection ? connection->execute("VACUUM") : result<void>{connection.failure()};
  if (done) {
    // The former pages stay in the file until the log is checkpointed. This also waits
    // `busy_timeout`.
    const auto is_busy = connection->read_integer("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!is_busy) {
      done = is_busy.failure();
    } else if (*is_busy != 0) {
      done = error{ec::database_unreachable,
                   "another program goes on reading it; end that and try again"};
    }
  }
  return done ? done
              : error{done.failure().code,
                      "cannot compact the database " + *path + ": " + done.failure().detail};
}

}  // namespace aurawell::net
