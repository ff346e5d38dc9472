#include "net/storage/spool_file.hpp"

#include <spdlog/spdlog.h>

#include <string>
#include <system_error>
#include <utility>

#include "net/storage/keyed_sealer.hpp"
#include "net/storage/spool_codec.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

error cannot_make(const std::filesystem::path& folder, const std::error_code& why) {
  return {ec::database_unreachable,
          "cannot make the folder " + folder.string() + " of storage.spool_dir: " + why.message()};
}

result<void> make_private_folder(const std::filesystem::path& folder) {
  std::error_code failure;
  if (std::filesystem::is_directory(folder, failure)) {
    return {};
  }
  std::filesystem::create_directories(folder, failure);
  if (!failure) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
  }
  return failure ? result<void>{cannot_make(folder, failure)} : result<void>{};
}

}  // namespace

spool_file::spool_file(record_file waiting, std::size_t most_bytes,
                       std::shared_ptr<const text_sealer> sealer)
    : waiting_{std::move(waiting)}, most_bytes_{most_bytes}, sealer_{std::move(sealer)} {}

result<std::unique_ptr<spool_file>> spool_file::open(const std::filesystem::path& path,
                                                     std::size_t most_bytes,
                                                     std::shared_ptr<const text_sealer> sealer) {
  auto waiting = record_file::open(path);
  if (!waiting) {
    return waiting.failure();
  }
  if (!waiting->reserve(most_bytes)) {
    spdlog::warn("{}: {} bytes could not be set apart; on a full disk it will not help",
                 path.string(), most_bytes);
  }
  return std::unique_ptr<spool_file>{
      new spool_file{std::move(waiting).value(), most_bytes, std::move(sealer)}};
}

result<spooled_write> spool_file::decoded(std::string_view record, const record_file& from) const {
  std::string opened;
  if (sealer_) {
    auto text = sealer_->open(record);
    if (!text) {
      return error{text.failure().code, from.path().string() + ": " + text.failure().detail};
    }
    opened = std::move(text).value();
    record = opened;
  }
  if (auto write = decode_write(record)) {
    return *std::move(write);
  }
  return error{ec::bad_configuration,
               from.path().string() +
                   " has records that cannot be read: they were sealed with a key that is not "
                   "set, or another release has written them; set it, or move the file away"};
}

result<std::vector<spooled_write>> spool_file::load() {
  const auto records = waiting_.read();
  if (!records) {
    return records.failure();
  }
  if (waiting_.cut_off() > 0) {
    spdlog::warn("{}: {} bytes at its end were half written when the program ended, and are gone",
                 waiting_.path().string(), waiting_.cut_off());
  }
  std::vector<spooled_write> writes;
  for (const auto& record : *records) {
    auto write = decoded(record, waiting_);
    if (!write) {
      return write.failure();
    }
    writes.push_back(std::move(write).value());
  }
  return writes;
}

std::string spool_file::encoded(const spooled_write& write) const {
  const auto bytes = encode_write(write);
  return record_file::framed(sealer_ ? sealer_->seal(bytes) : bytes);
}

result<void> spool_file::append(std::string_view writes) {
  return waiting_.append(writes);
}

result<void> spool_file::replace(std::string_view writes) {
  auto replaced = waiting_.replace(writes);
  if (replaced) {
    (void)waiting_.reserve(most_bytes_);
  }
  return replaced;
}

std::filesystem::path spool_file::aside_path() const {
  auto path = waiting_.path();
  return path += ".rejected";
}

result<void> spool_file::set_aside(const spooled_write& write) {
  auto aside = record_file::open(aside_path());
  if (!aside) {
    return aside.failure();
  }
  // Half a record at its end would hide the next.
  if (const auto read = aside->read(); !read) {
    return read.failure();
  }
  const auto record = encoded(write);
  if (aside->bytes() + record.size() > most_bytes_) {
    spdlog::error("{} is full: request {} is not kept there", aside->path().string(),
                  request_of(write).value);
    return {};
  }
  return aside->append(record);
}

result<void> spool_file::erase_aside(const user_id& user) {
  std::error_code failure;
  if (!std::filesystem::exists(aside_path(), failure)) {
    return {};
  }
  auto aside = record_file::open(aside_path());
  if (!aside) {
    return aside.failure();
  }
  const auto records = aside->read();
  if (!records) {
    return records.failure();
  }
  std::string others;
  for (const auto& record : *records) {
    const auto write = decoded(record, *aside);
    if (!write) {
      return write.failure();
    }
    if (!concerns(*write, user)) {
      others += record_file::framed(record);
    }
  }
  return others.size() == aside->bytes() ? result<void>{} : aside->replace(others);
}

result<std::unique_ptr<write_spool>> open_spool(const store_options& options) {
  if (!options.url.starts_with(sqlite_scheme)) {
    return std::unique_ptr<write_spool>{};
  }
  std::error_code failure;
  auto path = std::filesystem::absolute(options.url.substr(sqlite_scheme.size()), failure);
  path += ".spool";
  if (!options.spool_dir.empty()) {
    path = std::filesystem::absolute(options.spool_dir, failure) / path.filename();
    if (auto made = make_private_folder(path.parent_path()); !made) {
      return made.failure();
    }
  }
  const auto& keys = options.encryption_keys;
  auto opened =
      spool_file::open(path, options.spool_bytes,
                       keys.empty() ? nullptr : std::make_shared<const keyed_sealer>(keys));
  if (!opened) {
    return opened.failure();
  }
  return std::unique_ptr<write_spool>{std::move(opened).value()};
}

}  // namespace aurawell::net
