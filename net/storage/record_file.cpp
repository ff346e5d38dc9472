#include "net/storage/record_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/crc.hpp>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

namespace aurawell::net {
namespace {

/// The last byte is the version of what follows.
constexpr std::string_view header{"AuWlSpl\1", 8};
/// Length, then checksum.
constexpr std::size_t frame_bytes = 8;
constexpr std::size_t read_bytes = 1024 * 1024;

/// CRC-32C.
std::uint32_t checksum(std::string_view bytes) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

void put_number(std::string& to, std::uint32_t number) {
  for (int i = 0; i < 4; ++i, number >>= 8U) {
    to += static_cast<char>(number & 0xffU);
  }
}

std::uint32_t number_at(std::string_view bytes, std::size_t where) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) {
    number = number << 8U | static_cast<unsigned char>(bytes[where + i]);
  }
  return number;
}

/// The record that begins at `where`; nothing when it is not whole.
std::optional<std::string_view> record_at(std::string_view all, std::size_t where) {
  if (all.size() - where < frame_bytes) {
    return std::nullopt;
  }
  const auto length = number_at(all, where);
  const auto begin = where + frame_bytes;
  // Zeros, as some file systems leave behind, would be an empty record with its checksum.
  if (length == 0 || all.size() - begin < length) {
    return std::nullopt;
  }
  const auto record = all.substr(begin, length);
  return checksum(record) == number_at(all, where + 4) ? std::optional{record} : std::nullopt;
}

result<int> open_locked(const std::filesystem::path& path, int flags) {
  const int descriptor =
      ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    return error{ec::database_unreachable,
                 "cannot open " + path.string() + ": " + std::generic_category().message(errno)};
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return error{ec::database_unreachable, path.string() + " is in use by another process"};
  }
  return descriptor;
}

/// So that a name that was made, or changed, survives a power cut.
bool sync_folder(const std::filesystem::path& file) {
  const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) {
    return false;
  }
  const bool done = ::fsync(folder) == 0;
  ::close(folder);
  return done;
}

}  // namespace

record_file::record_file(std::filesystem::path path, int descriptor)
    : path_{std::move(path)}, descriptor_{descriptor} {}

record_file::record_file(record_file&& other) noexcept
    : path_{std::move(other.path_)},
      descriptor_{std::exchange(other.descriptor_, -1)},
      size_{other.size_},
      cut_off_{other.cut_off_},
      has_debris_{other.has_debris_} {}

record_file& record_file::operator=(record_file&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  size_ = other.size_;
  cut_off_ = other.cut_off_;
  has_debris_ = other.has_debris_;
  return *this;
}

record_file::~record_file() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

error record_file::failed(std::string_view what) const {
  return {ec::database_unreachable, "cannot " + std::string{what} + " " + path_.string() + ": " +
                                        std::generic_category().message(errno)};
}

result<record_file> record_file::open(const std::filesystem::path& path) {
  const auto descriptor = open_locked(path, 0);
  if (!descriptor) {
    return descriptor.failure();
  }
  record_file file{path, *descriptor};
  struct stat facts {};
  if (::fstat(file.descriptor_, &facts) != 0) {
    return file.failed("look at");
  }
  file.size_ = static_cast<std::size_t>(facts.st_size);
  if (file.size_ < header.size()) {
    // New, or a crash came before anything was in it.
    if (auto begun = file.begin(); !begun) {
      return begun.failure();
    }
  }
  return file;
}

result<void> record_file::begin() {
  if (auto emptied = cut(0); !emptied) {
    return emptied;
  }
  if (auto written = write_at(0, header); !written) {
    return written;
  }
  size_ = header.size();
  return ::fsync(descriptor_) == 0 && sync_folder(path_) ? result<void>{} : failed("write");
}

result<std::vector<std::string>> record_file::read() {
  std::string all;
  all.reserve(size_);
  while (all.size() < size_) {
    const auto before = all.size();
    all.resize(std::min(size_, before + read_bytes));
    const auto count =
        ::pread(descriptor_, all.data() + before, all.size() - before, static_cast<off_t>(before));
    if (count <= 0) {
      return failed("read");
    }
    all.resize(before + static_cast<std::size_t>(count));
  }
  if (!std::string_view{all}.starts_with(header)) {
    return error{ec::bad_configuration,
                 path_.string() +
                     " is no spool of this version; run the release that has written it, or move "
                     "the file away"};
  }
  std::vector<std::string> records;
  auto where = header.size();
  while (const auto record = record_at(all, where)) {
    records.emplace_back(*record);
    where += frame_bytes + record->size();
  }
  cut_off_ = all.size() - where;
  if (cut_off_ > 0) {
    if (auto done = cut(where); !done) {
      return done.failure();
    }
  }
  return records;
}

result<void> record_file::write_at(std::size_t where, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(where));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return failed("write");
    }
    where += static_cast<std::size_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

result<void> record_file::cut(std::size_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
    has_debris_ = true;
    return failed("shorten");
  }
  size_ = size;
  has_debris_ = false;
  return ::fsync(descriptor_) == 0 ? result<void>{} : failed("shorten");
}

result<void> record_file::append(std::string_view records) {
  // Behind debris they could not be told from it.
  if (has_debris_) {
    if (auto done = cut(size_); !done) {
      return done;
    }
  }
  auto written = write_at(size_, records);
  if (written && ::fdatasync(descriptor_) != 0) {
    written = failed("write");
  }
  if (!written) {
    has_debris_ = true;
    (void)cut(size_);
    return written;
  }
  size_ += records.size();
  return {};
}

result<void> record_file::replace(std::string_view records) {
  if (records.empty()) {
    return cut(header.size());
  }
  auto next_path = path_;
  next_path += ".new";
  const auto descriptor = open_locked(next_path, O_TRUNC);
  if (!descriptor) {
    return descriptor.failure();
  }
  record_file next{next_path, *descriptor};
  auto written = next.write_at(0, header);
  if (written) {
    written = next.write_at(header.size(), records);
  }
  if (written && ::fsync(next.descriptor_) != 0) {
    written = next.failed("write");
  }
  if (written && ::rename(next_path.c_str(), path_.c_str()) != 0) {
    written = failed("replace");
  }
  if (!written) {
    ::unlink(next_path.c_str());
    return written;
  }
  std::swap(descriptor_, next.descriptor_);
  size_ = header.size() + records.size();
  has_debris_ = false;
  return sync_folder(path_) ? result<void>{} : failed("replace");
}

bool record_file::reserve(std::size_t bytes) noexcept {
  return ::fallocate(descriptor_, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(bytes)) == 0;
}

std::size_t record_file::bytes() const noexcept {
  return size_ - header.size();
}

std::string record_file::framed(std::string_view record) {
  std::string bytes;
  bytes.reserve(frame_bytes + record.size());
  put_number(bytes, static_cast<std::uint32_t>(record.size()));
  put_number(bytes, checksum(record));
  bytes += record;
  return bytes;
}

}  // namespace aurawell::net
