#include "net/storage/database/unused_space.hpp"

#include <algorithm>

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

/// A value too large for two bytes is stored as 0 for a cell's offset, and as 1 for a page's size.
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

}  // namespace aurawell::net
