#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "domain/result.hpp"

namespace aurawell::net {

/// A private file that one process at a time can hold. Closing any descriptor of a file releases
/// SQLite's locks on it, so this must outlive the connections to it.
class held_file {
 public:
  /// Creates the file (0600) when it is missing. `ec::database_unreachable` when another process
  /// holds it, or has just replaced it; failures name it.
  static result<held_file> open(const std::filesystem::path& path);

  /// Whether another process holds it now. Opens the file, so no connection to it may be open.
  static bool is_held(const std::filesystem::path& path) noexcept;

  held_file(held_file&& other) noexcept;
  held_file& operator=(held_file&&) = delete;
  ~held_file();

  /// Its first bytes, at most `most`.
  std::string head(std::size_t most) const;
  std::size_t size() const noexcept;

  bool truncate() noexcept;

  /// Reserves space on the disk, so that a full disk does not matter up to this size. Best effort:
  /// not every file system supports it.
  bool reserve(std::size_t bytes) const noexcept;

 private:
  bool is_at(const std::filesystem::path& path) const noexcept;

  explicit held_file(int descriptor) : descriptor_{descriptor} {}

  int descriptor_;
};

/// Reserves space for an existing file, beyond its end.
bool reserve_beyond(const std::filesystem::path& path, std::size_t bytes) noexcept;

}  // namespace aurawell::net
