#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"

namespace aurawell::net {

/// A private file to which records are appended, each with its length and checksum. What
/// a crash has left half written at its end is cut off. One thread at a time, one process
/// at a time: the file is locked.
class record_file {
 public:
  /// Makes the file (0600) when it is missing. Failures name it.
  static result<record_file> open(const std::filesystem::path& path);

  record_file(record_file&& other) noexcept;
  record_file& operator=(record_file&& other) noexcept;
  ~record_file();

  /// All records, oldest first.
  result<std::vector<std::string>> read();

  /// On the disk when it returns; a failure leaves the file as it was.
  result<void> append(std::string_view records);

  /// These records instead, or a failure and the old ones.
  result<void> replace(std::string_view records);

  /// Keeps room on the disk, so that a full one does not matter up to this size. Best
  /// effort: not every file system can.
  bool reserve(std::size_t bytes) noexcept;

  /// Of the records.
  std::size_t bytes() const noexcept;

  /// Bytes that were cut off when it was read.
  std::size_t cut_off() const noexcept { return cut_off_; }

  const std::filesystem::path& path() const noexcept { return path_; }

  /// A record, which must not be empty, as it is appended.
  static std::string framed(std::string_view record);

 private:
  record_file(std::filesystem::path path, int descriptor);

  error failed(std::string_view what) const;
  result<void> begin();
  result<void> write_at(std::size_t where, std::string_view bytes);
  result<void> cut(std::size_t size);

  std::filesystem::path path_;
  int descriptor_ = -1;
  /// With the header; what stands behind it does not count.
  std::size_t size_ = 0;
  std::size_t cut_off_ = 0;
  /// Something may stand behind `size_`.
  bool has_debris_ = false;
};

}  // namespace aurawell::net
