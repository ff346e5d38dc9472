#include "net/storage/spool/open_spool.hpp"

#include <string_view>
#include <system_error>
#include <utility>

#include "net/storage/database/sqlite_file.hpp"
#include "net/storage/spool/spool_files.hpp"
#include "net/storage/spool/sqlite_spool.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

}  // namespace

std::filesystem::path spool_path(const store_options& options) {
  if (!options.url.starts_with(sqlite_scheme)) {
    return {};
  }
  std::error_code failure;
  auto path = std::filesystem::absolute(options.url.substr(sqlite_scheme.size()), failure);
  path += ".spool";
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

}  // namespace aurawell::net
