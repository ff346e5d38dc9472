#include "net/storage/database/sqlite_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "net/storage/database/key_register.hpp"
#include "net/storage/database/migrations.hpp"

namespace aurawell::net {
namespace {

std::string system_text(int number) {
  return std::generic_category().message(number);
}

}  // namespace

result<void> make_private_folders(const std::filesystem::path& folder) {
  std::error_code failure;
  if (folder.empty() || std::filesystem::is_directory(folder, failure)) {
    return {};
  }
  if (auto above = make_private_folders(folder.parent_path()); !above) {
    return above;
  }
  if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    return error{ec::database_unreachable,
                 "cannot make the folder " + folder.string() + ": " + system_text(errno)};
  }
  return {};
}

/// Does not touch an existing file: closing a descriptor of it would release the locks that this
/// process holds on it.
result<void> make_private_file(const std::filesystem::path& file) {
  const int descriptor =
      ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) {
    ::close(descriptor);
  } else if (errno != EEXIST) {
    return error{ec::database_unreachable, "cannot make the file: " + system_text(errno)};
  }
  return {};
}

bool sync_to_disk(const std::filesystem::path& file) noexcept {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return false;
  }
  const bool done = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return done;
}

namespace {

result<sqlite_connection> with_schema(sqlite_connection connection, const store_options& options) {
  // Deleted data is overwritten, so that none of its text stays in the file.
  if (auto done = connection.execute("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON");
      !done) {
    return done.failure();
  }
  if (auto done = migrate(connection, released_migrations()); !done) {
    return done.failure();
  }
  if (auto done = register_keys(connection, value_seal{options.encryption_keys}); !done) {
    return done.failure();
  }
  return connection;
}

}  // namespace

result<sqlite_connection> connect_sqlite_file(const std::filesystem::path& file,
                                              const store_options& options) {
  if (auto made = make_private_folders(file.parent_path()); !made) {
    return made.failure();
  }
  if (auto made = make_private_file(file); !made) {
    return made.failure();
  }
  auto connection = sqlite_connection::open(file.c_str(), options.busy_timeout);
  if (!connection) {
    return connection;
  }
  const char* set_up = options.sync_to_disk
                           ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
                           : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
  if (auto done = connection->execute(set_up); !done) {
    return done.failure();
  }
  return with_schema(std::move(connection).value(), options);
}

namespace {

/// Adds the file's name and advice for the operator.
error cannot_open(const std::filesystem::path& file, const error& why) {
  const bool known = why.code == ec::bad_configuration;
  return {known ? ec::bad_configuration : ec::database_unreachable,
          "cannot open the database " + file.string() + ": " + why.detail +
              (known ? ""
                     : "; check storage.url, that this account may write there and that the disk "
                       "has room; for a damaged file see \"A damaged database\" in "
                       "docs/operations.md")};
}

}  // namespace

result<sqlite_connection> open_sqlite_memory(const store_options& options) {
  auto connection = sqlite_connection::open(":memory:", {});
  if (!connection) {
    return connection;
  }
  return with_schema(std::move(connection).value(), options);
}

result<sqlite_connection> open_sqlite_reader(std::string_view path, const store_options& options) {
  std::error_code failure;
  const auto file = std::filesystem::absolute(path, failure);
  if (failure) {
    return cannot_open(path, {ec::database_unreachable, failure.message()});
  }
  auto connection = sqlite_connection::open(file.c_str(), options.busy_timeout);
  const auto done = connection ? connection->execute("PRAGMA query_only = ON") : result<void>{};
  if (!connection || !done) {
    return cannot_open(file, !connection ? connection.failure() : done.failure());
  }
  return connection;
}

result<sqlite_connection> open_sqlite_file(std::string_view path, const store_options& options) {
  std::error_code failure;
  // Absolute, because SQLite gives some relative names ("file:…") another meaning.
  const auto file = std::filesystem::absolute(path, failure);
  if (failure) {
    return cannot_open(path, {ec::database_unreachable, failure.message()});
  }
  auto connection = connect_sqlite_file(file, options);
  if (!connection) {
    return cannot_open(file, connection.failure());
  }
  return connection;
}

}  // namespace aurawell::net
