#include "net/storage/upkeep/verify.hpp"

#include <system_error>

#include "net/storage/database/database_swap.hpp"
#include "net/storage/database/migrations.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/value_seal.hpp"
#include "net/storage/rows/sealed_tables.hpp"

namespace aurawell::net {
namespace {

/// Limit of sealed rows opened in each table.
constexpr std::int64_t most_opened = 10'000;
/// Limit of problems reported by each check.
constexpr std::size_t most_problems = 10;

class verifying {
 public:
  verifying(sqlite_connection& connection, const value_seal& seal)
      : connection_{connection}, seal_{seal} {}

  result<verification> run() {
    if (auto known = check_version(); !known) {
      return known.failure();
    }
    for (const auto& [sql, prefix] :
         {std::pair{"SELECT integrity_check FROM pragma_integrity_check(10) "
                    "WHERE integrity_check <> 'ok'",
                    "damaged: "},
          std::pair{"SELECT \"table\" || ' row ' || rowid || ' names no row of ' || parent "
                    "FROM pragma_foreign_key_check LIMIT 10",
                    "broken reference: "}}) {
      if (auto told = tell(sql, prefix); !told) {
        return told.failure();
      }
    }
    // The other checks would fail, because a damaged database cannot be read completely.
    if (found_.problems.empty()) {
      for (const auto& table : sealed_tables(sql_dialect::sqlite)) {
        if (auto opened = open_sample(table); !opened) {
          return opened.failure();
        }
      }
      const auto waiting =
          connection_.read_integer("SELECT count(*) FROM waiting_writes WHERE refused IS NULL");
      found_.waiting = waiting ? *waiting : 0;
    }
    return found_;
  }

 private:
  /// The statements require the newest schema.
  result<void> check_version() {
    const auto version = schema_version(connection_);
    if (!version) {
      return version.failure();
    }
    const auto newest = released_migrations().back().version;
    if (*version < newest) {
      return error{ec::bad_configuration,
                   "it has schema version " + std::to_string(*version) +
                       ", this program looks at " + std::to_string(newest) +
                       "; verify it with the release that made it, or restore it, which looks at "
                       "it too"};
    }
    return check_schema_is_known(*version, released_migrations());
  }

  result<void> tell(const char* sql, const std::string& prefix) {
    const auto found = with_run(connection_, sql, read_texts);
    for (const auto& text : found ? *found : std::vector<std::string>{}) {
      found_.problems.push_back(prefix + text);
    }
    return found ? result<void>{} : found.failure();
  }

  result<void> open_sample(const sealed_table& table) {
    const auto rows = connection_.prepare(select_sample(table));
    // Accepts the values that would be written, and writes nothing.
    const auto nothing = connection_.prepare("SELECT ?1, ?2, ?3, ?4");
    if (!rows || !nothing) {
      return !rows ? rows.failure() : nothing.failure();
    }
    std::size_t problems = 0;
    sql_run run{*rows, most_opened};
    return each_row(run, [&](const sql_run& row) {
      if (const auto opened = table.reseal(row, seal_, *nothing); opened) {
        ++found_.opened;
      } else {
        ++problems;
        found_.problems.push_back(std::string{table.name} + " row " +
                                  std::to_string(row.integer(0)) + ": " + opened.failure().detail);
      }
      return problems < most_problems;
    });
  }

  sqlite_connection& connection_;
  const value_seal& seal_;
  verification found_;
};

/// Returns SQLite's URI "file:…" of the file.
std::string uri_of(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char letter : file.string()) {
    if (letter == '%' || letter == '?' || letter == '#') {
      uri += letter == '%' ? "%25" : letter == '?' ? "%3f" : "%23";
    } else {
      uri += letter;
    }
  }
  return uri;
}

/// Whether a program has the file open, or was killed while it had the file open.
bool has_log(const std::filesystem::path& file) {
  std::error_code failure;
  return std::filesystem::exists(beside(file, "-wal"), failure) ||
         std::filesystem::exists(beside(file, "-journal"), failure);
}

/// @param uri_query The query of the SQLite URI.
result<verification> look_at(const std::filesystem::path& file, const char* uri_query,
                             const store_options& options) {
  const auto uri = uri_of(file) + uri_query;
  auto connection = sqlite_connection::open_read_only(uri.c_str(), options.busy_timeout);
  const value_seal seal{options.encryption_keys};
  return connection ? verifying{*connection, seal}.run() : connection.failure();
}

}  // namespace

result<verification> verify_store(const std::filesystem::path& file, const store_options& options) {
  std::error_code failure;
  const auto path = std::filesystem::absolute(file, failure);
  // Without a log SQLite needs no other file, so neither the file nor its folder must be writable.
  // A program that opens the file meanwhile creates a log.
  auto found = has_log(path) ? look_at(path, "", options) : look_at(path, "?immutable=1", options);
  if ((!found || !found->problems.empty()) && has_log(path)) {
    found = look_at(path, "", options);
  }
  return found ? found : error{found.failure().code, file.string() + ": " + found.failure().detail};
}

}  // namespace aurawell::net
