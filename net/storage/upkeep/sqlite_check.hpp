#pragma once

#include <chrono>
#include <string>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

/// The result of checking the pages of a database.
struct store_check {
  enum outcome : unsigned char { sound, damaged, unfinished };

  outcome state = sound;
  /// For `damaged`: SQLite's message, which names pages, tables and indexes.
  std::string problem;
};

/// Checks the pages of the database file, which must be open already. Blocks for at most `most`.
/// Does not compare rows with indexes. Fails when the pages cannot be read now, for example while
/// another program has locked the file.
result<store_check> check_store(const store_options& options, std::chrono::milliseconds most);

}  // namespace aurawell::net
