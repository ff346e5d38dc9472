#pragma once

#include <cstddef>
#include <span>

namespace aurawell::net {

/// The bytes of SQLite's database header that `clear_unused_space` needs.
inline constexpr std::size_t database_header_bytes = 56;

/// Writes zeros into the part of a B-tree page between its list of cells and its cells. SQLite
/// leaves copies there of cells that it has moved to another page, and never reads them
/// (https://sqlite.org/fileformat2.html#b_tree_pages).
/// @param header The beginning of the same database.
/// @param page One whole page.
/// @param is_first The page begins with the header.
/// Other pages stay unchanged, and so do all pages of a database with `auto_vacuum` or with 2^24
/// pages (64 GiB) or more: there a page of another kind can begin like a B-tree page.
void clear_unused_space(std::span<const std::byte, database_header_bytes> header,
                        std::span<std::byte> page, bool is_first) noexcept;

/// The name of a SQLite VFS that works like the default one, except that a page written into a
/// database file has its unused space cleared (`clear_unused_space`). So no copy of a removed row
/// stays in the file, however SQLite has moved it. The write-ahead log is written unchanged.
/// Thread-safe.
const char* clearing_files() noexcept;

}  // namespace aurawell::net
