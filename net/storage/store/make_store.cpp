#include "net/storage/store/make_store.hpp"

#include <string_view>
#include <system_error>
#include <utility>

#include "net/storage/store/sqlite_store.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

error bad_url(std::string_view detail) {
  return {ec::bad_configuration,
          std::string{detail} +
              "; write \"sqlite:PATH\", for example \"sqlite:data/aurawell.db\", or \"memory:\""};
}

}  // namespace

result<void> check_store_url(const std::string& url) {
  if (url == "memory:") {
    return {};
  }
  if (!url.starts_with(sqlite_scheme)) {
    return bad_url("names no kind of store");
  }
  const auto path = std::string_view{url}.substr(sqlite_scheme.size());
  if (path.empty()) {
    return bad_url("names no path");
  }
  if (path == ":memory:" || path.find('\0') != std::string_view::npos) {
    return bad_url("holds no path");
  }
  return {};
}

result<std::string> sqlite_path(const std::string& url) {
  if (auto good = check_store_url(url); !good || !url.starts_with(sqlite_scheme)) {
    return error{ec::bad_configuration,
                 "storage.url \"" + url + "\" " + (good ? "names no file" : good.failure().detail)};
  }
  return url.substr(sqlite_scheme.size());
}

std::filesystem::path database_path(const store_options& options) {
  const auto path = sqlite_path(options.url);
  std::error_code failure;
  return path ? std::filesystem::absolute(*path, failure) : std::filesystem::path{};
}

result<std::unique_ptr<advice_store>> open_store_reader(
    const store_options& options, std::shared_ptr<const process_register> processes) {
  const auto path = sqlite_path(options.url);
  if (!path) {
    return std::unique_ptr<advice_store>{};
  }
  auto opened = sqlite_store::open_for_reading(*path, options, std::move(processes));
  if (!opened) {
    return opened.failure();
  }
  return std::unique_ptr<advice_store>{std::move(opened).value()};
}

result<std::unique_ptr<advice_store>> open_store(
    const store_options& options, std::shared_ptr<const process_register> processes) {
  if (auto good = check_store_url(options.url); !good) {
    return error{ec::bad_configuration,
                 "storage.url \"" + options.url + "\" " + good.failure().detail};
  }
  auto opened = options.url.starts_with(sqlite_scheme)
                    ? sqlite_store::open(std::string_view{options.url}.substr(sqlite_scheme.size()),
                                         options, std::move(processes))
                    : sqlite_store::open_in_memory(options);
  if (!opened) {
    return opened.failure();
  }
  return std::unique_ptr<advice_store>{std::move(opened).value()};
}

}  // namespace aurawell::net
