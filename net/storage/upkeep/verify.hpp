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
  /// Sentences for the operator; none: all is well.
  std::vector<std::string> problems;
  /// Rows whose sealed texts were opened.
  std::size_t opened = 0;
  /// Writes that wait, in a spool.
  std::int64_t waiting = 0;
};

/// Looks at a database, a backup or a spool: its pages, its references, and whether a sample
/// of its sealed texts can be opened with the keys. Changes nothing, so the file need not be
/// writable; the service may run. A failure: it cannot be looked at.
result<verification> verify_store(const std::filesystem::path& file, const store_options& options);

}  // namespace aurawell::net
