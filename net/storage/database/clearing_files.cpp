#include "net/storage/database/clearing_files.hpp"

#include <sqlite3.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <span>

namespace aurawell::net {
namespace {

// Offsets in the database header.
constexpr std::size_t page_bytes_at = 16;
constexpr std::size_t pages_at = 28;
constexpr std::size_t auto_vacuum_root_at = 52;

// Offsets in the header of a B-tree page.
constexpr std::size_t cells_at = 3;
constexpr std::size_t content_at = 5;
constexpr std::size_t longest_page_header = 12;

/// SQLite's upper limit for the size of a page. Too large for two bytes, it is stored as 0 for a
/// cell's offset, and as 1 for a page's size.
constexpr std::size_t largest_page = 65'536;

/// Below this number of pages the first byte of any other page is below 2, because it belongs to a
/// page number.
constexpr std::size_t too_many_pages = std::size_t{1} << 24;

std::size_t read_number(std::span<const std::byte> bytes, std::size_t at, std::size_t count) {
  std::size_t number = 0;
  for (const auto byte : bytes.subspan(at, count)) {
    number = number << 8 | std::to_integer<std::size_t>(byte);
  }
  return number;
}

bool can_tell_pages(std::span<const std::byte> header, std::size_t page_bytes) {
  const auto stored = read_number(header, page_bytes_at, 2);
  return page_bytes == (stored == 1 ? largest_page : stored) &&
         read_number(header, pages_at, 4) < too_many_pages &&
         read_number(header, auto_vacuum_root_at, 4) == 0;
}

/// 0: not a B-tree page.
std::size_t page_header_bytes(std::byte kind) {
  switch (std::to_integer<int>(kind)) {
    case 2:
    case 5: return longest_page_header;
    case 10:
    case 13: return longest_page_header - 4;
    default: return 0;
  }
}

constexpr const char* system_name = "aurawell";

/// SQLite's lower limit for the size of a page.
constexpr int smallest_page = 512;

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
  if (count < smallest_page || static_cast<std::size_t>(count) > largest_page ||
      offset % count != 0) {
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

void clear_unused_space(std::span<const std::byte, database_header_bytes> header,
                        std::span<std::byte> page, bool is_first) noexcept {
  constexpr std::size_t database_header = 100;
  const std::size_t start = is_first ? database_header : 0;
  if (!can_tell_pages(header, page.size()) || start + longest_page_header > page.size()) {
    return;
  }
  const auto header_bytes = page_header_bytes(page[start]);
  const auto cells = read_number(page, start + cells_at, 2);
  const auto stored = read_number(page, start + content_at, 2);
  const auto content = stored == 0 ? largest_page : stored;
  const auto list_end = start + header_bytes + 2 * cells;
  if (header_bytes != 0 && list_end <= content && content <= page.size()) {
    std::fill(page.begin() + static_cast<std::ptrdiff_t>(list_end),
              page.begin() + static_cast<std::ptrdiff_t>(content), std::byte{0});
  }
}

const char* clearing_files() noexcept {
  static auto system = changed_system();
  // SQLite keeps one entry for repeated registrations.
  static const bool is_registered = sqlite3_vfs_register(&system, 0) == SQLITE_OK;
  return is_registered ? system_name : nullptr;
}

}  // namespace aurawell::net
