#include "net/storage/spool/open_spool.hpp"

#include <system_error>
#include <utility>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/database/store_paths.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/sql_batch.hpp"
#include "net/storage/rows/waiting_rows.hpp"
#include "net/storage/spool/spool_files.hpp"
#include "net/storage/spool/sqlite_spool.hpp"

namespace aurawell::net {
std::filesystem::path spool_path(const store_options& options) {
  auto path = local_path(options);
  if (path.empty()) {
    return {};
  }
  path += ".spool";
  std::error_code failure;
  return options.spool_dir.empty()
             ? path
             : std::filesystem::absolute(options.spool_dir, failure) / path.filename();
}

result<held_file> hold_spool(const store_options& options) {
  const auto path = spool_path(options);
  if (auto made = make_private_folders(path.parent_path()); !made) {
    return made.failure();
  }
  return hold_spool_file(path);
}

result<std::unique_ptr<write_spool>> open_spool(const store_options& options) {
  if (spool_path(options).empty()) {
    return std::unique_ptr<write_spool>{};
  }
  auto held = hold_spool(options);
  return held ? open_spool(options, std::move(held).value()) : held.failure();
}

result<std::unique_ptr<write_spool>> open_spool(const store_options& options, held_file held) {
  auto opened = sqlite_spool::open(spool_path(options), options, std::move(held));
  if (!opened) {
    return opened.failure();
  }
  return std::unique_ptr<write_spool>{std::move(opened).value()};
}

result<void> erase_from_other_spool(const store_options& options, const user_id& user) {
  const auto path = spool_path(options);
  std::error_code failure;
  if (!std::filesystem::exists(path, failure)) {
    return {};
  }
  auto connection = connect_sqlite_file(path, options);
  if (!connection) {
    return connection.failure();
  }
  const value_seal seal{options.encryption_keys};
  auto batch = batch_statements::prepare(*connection);
  const auto statements = waiting_statements::prepare(*connection);
  if (!batch || !statements) {
    return !batch ? batch.failure() : statements.failure();
  }
  sql_batch all{*connection, std::move(batch).value(), seal};
  auto erased = all.atomically([&] {
    all.sweep_log();
    return run_once(statements->erase, user.value);
  });
  return erased ? remove_other_spools(path) : erased;
}

}  // namespace aurawell::net
