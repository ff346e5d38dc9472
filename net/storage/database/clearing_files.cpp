#include "net/storage/database/clearing_files.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <span>

#include "net/storage/database/unused_space.hpp"

namespace aurawell::net {
namespace {

constexpr const char* system_name = "aurawell";

/// SQLite's limits for the size of a page.
constexpr int smallest_page = 512;
constexpr int largest_page = 65'536;

/// Placed behind SQLite's own object of an open file, in the memory that SQLite allocates for both
/// (`szOsFile`) and frees without a destructor.
struct changed_methods {
  sqlite3_io_methods all;
  const sqlite3_io_methods* original;
};

sqlite3_vfs* original_system() noexcept {
  static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
  return found;
}

std::size_t methods_offset() noexcept {
  constexpr auto step = alignof(changed_methods);
  return (static_cast<std::size_t>(original_system()->szOsFile) + step - 1) / step * step;
}

void* methods_place(sqlite3_file* file) noexcept {
  // One block of memory: the file's object, then its methods.
  return reinterpret_cast<std::byte*>(file) + methods_offset();  // NOLINT(*-reinterpret-cast)
}

/// Reads the header from a page that is written: page 1 has the newest one, and is written before
/// all others.
bool read_header(sqlite3_file* file, const sqlite3_io_methods& original,
                 std::span<const std::byte> page, bool is_first,
                 std::span<std::byte, database_header_bytes> into) {
  if (is_first) {
    std::copy_n(page.begin(), into.size(), into.begin());
    return true;
  }
  return original.xRead(file, into.data(), static_cast<int>(into.size()), 0) == SQLITE_OK;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  const auto& original = *static_cast<changed_methods*>(methods_place(file))->original;
  if (count < smallest_page || count > largest_page || offset % count != 0) {
    return original.xWrite(file, bytes, count, offset);
  }
  std::array<std::byte, database_header_bytes> header{};
  std::array<std::byte, largest_page> copy;  // NOLINT(*-member-init): what is used is written next
  const std::span page{copy.data(), static_cast<std::size_t>(count)};
  std::copy_n(static_cast<const std::byte*>(bytes), count, page.begin());
  if (read_header(file, original, page, offset == 0, header)) {
    clear_unused_space(header, page, offset == 0);
  }
  return original.xWrite(file, page.data(), count, offset);
}

int open(sqlite3_vfs* /*system*/, sqlite3_filename name, sqlite3_file* file, int flags,
         int* out_flags) {
  auto* const original = original_system();
  const int code = original->xOpen(original, name, file, flags, out_flags);
  if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0) {
    auto* const methods =
        new (methods_place(file)) changed_methods{*file->pMethods, file->pMethods};
    methods->all.xWrite = write;
    file->pMethods = &methods->all;
  }
  return code;
}

/// All other methods are the original ones, which use only the original `szOsFile`.
sqlite3_vfs changed_system() noexcept {
  auto system = *original_system();
  system.zName = system_name;
  system.szOsFile = static_cast<int>(methods_offset() + sizeof(changed_methods));
  system.xOpen = open;
  system.pNext = nullptr;
  return system;
}

}  // namespace

const char* clearing_files() noexcept {
  static auto system = changed_system();
  // SQLite keeps one entry for repeated registrations.
  static const bool is_registered = sqlite3_vfs_register(&system, 0) == SQLITE_OK;
  return is_registered ? system_name : nullptr;
}

}  // namespace aurawell::net
