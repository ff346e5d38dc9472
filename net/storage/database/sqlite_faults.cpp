#include "net/storage/database/sqlite_faults.hpp"

#include <sqlite3.h>

#include <string>

namespace aurawell::net {
namespace {

/// `sqlite_connection` puts SQLite's fixed texts into each failure.
bool says(const error& why, int code) {
  return why.detail.find(sqlite3_errstr(code)) != std::string::npos;
}

}  // namespace

bool is_damage(const error& why) {
  return says(why, SQLITE_CORRUPT) || says(why, SQLITE_NOTADB);
}

bool is_damaged_database(const error& why) {
  return says(why, SQLITE_CORRUPT);
}

bool is_full(const error& why) {
  return says(why, SQLITE_FULL);
}

}  // namespace aurawell::net
