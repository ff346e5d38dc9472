#pragma once

#include <chrono>
#include <string>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// What a look at the pages of a database has shown.
struct store_check {
  enum outcome : unsigned char { sound, damaged, unfinished };

  outcome state = sound;
  /// Of `damaged`: SQLite's words, which name pages, tables and indexes.
  std::string problem;
};

/// Looks at the pages of the database file, which must be open already, for at most so long.
/// What stands in the pages is not compared with the indexes. Blocks. A failure: they cannot
/// be read now, as while another program has the file locked.
result<store_check> check_store(const store_options& options, std::chrono::milliseconds most);

}  // namespace aurawell::net
