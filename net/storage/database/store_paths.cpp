#include "net/storage/database/store_paths.hpp"

#include <system_error>

namespace aurawell::net {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

}  // namespace

bool is_postgres_url(std::string_view url) noexcept {
  return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

std::filesystem::path local_path(const store_options& options) {
  std::error_code failure;
  if (options.url.starts_with(sqlite_scheme)) {
    return std::filesystem::absolute(options.url.substr(sqlite_scheme.size()), failure);
  }
  if (!is_postgres_url(options.url)) {
    return {};
  }
  const std::filesystem::path folder = options.spool_dir.empty() ? "data" : options.spool_dir;
  return std::filesystem::absolute(folder, failure) / "postgresql";
}

}  // namespace aurawell::net
