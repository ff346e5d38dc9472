#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/store_options.hpp"

namespace aurawell::net {

struct verification {
  /// Sentences for the operator; empty when no problem was found.
  std::vector<std::string> problems;
  /// Number of rows whose sealed texts were opened.
  std::size_t opened = 0;
  /// For a spool: number of writes that wait.
  std::int64_t waiting = 0;
};

/// Checks a database, a backup or a spool: its pages, its references, and whether the keys open a
/// sample of its sealed texts. Changes nothing, so the file need not be writable; the service may
/// run. Fails when the file cannot be checked.
result<verification> verify_store(const std::filesystem::path& file, const store_options& options);

}  // namespace aurawell::net
