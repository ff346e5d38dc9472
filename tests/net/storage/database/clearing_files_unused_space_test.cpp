#include "net/storage/database/clearing_files.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace aurawell::net {
namespace {

using bytes = std::vector<std::byte>;
using header = std::array<std::byte, database_header_bytes>;

constexpr std::byte old{0xee};

void put(std::span<std::byte> into, std::size_t at, std::size_t number, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    into[at + count - 1 - i] = static_cast<std::byte>(number >> (8 * i));
  }
}

header header_of(std::size_t page_bytes, std::size_t pages = 9) {
  header made{};
  put(made, 16, page_bytes == 65'536 ? 1 : page_bytes, 2);
  put(made, 28, pages, 4);
  return made;
}

bytes page_of(int kind, std::size_t cells, std::size_t content, std::size_t size = 4'096,
              std::size_t start = 0) {
  bytes page(size, old);
  page[start] = static_cast<std::byte>(kind);
  put(page, start + 3, cells, 2);
  put(page, start + 5, content == 65'536 ? 0 : content, 2);
  return page;
}

/// The cleared range: from the first to the last zero after the page's header.
void expect_cleared(const bytes& before, const bytes& after, std::size_t from, std::size_t to) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    const bool is_inside = from <= i && i < to;
    ASSERT_EQ(after[i], is_inside ? std::byte{0} : before[i]) << i;
  }
}

TEST(unused_space, lies_between_the_list_of_cells_and_the_cells) {
  for (const auto& [kind, header_bytes] : {std::pair{2, 12U}, {5, 12U}, {10, 8U}, {13, 8U}}) {
    const auto before = page_of(kind, 3, 4'000);
    auto after = before;
    clear_unused_space(header_of(4'096), after, false);
    expect_cleared(before, after, header_bytes + 6, 4'000);
  }
}

TEST(unused_space, begins_later_on_the_first_page) {
  const auto before = page_of(13, 3, 4'000, 4'096, 100);
  auto after = before;
  clear_unused_space(header_of(4'096), after, true);
  expect_cleared(before, after, 100 + 8 + 6, 4'000);
}

TEST(unused_space, reaches_to_the_end_of_the_largest_page) {
  const auto before = page_of(10, 0, 65'536, 65'536);
  auto after = before;
  clear_unused_space(header_of(65'536), after, false);
  expect_cleared(before, after, 8, 65'536);
}

TEST(unused_space, may_be_none) {
  const auto before = page_of(13, 4, 16);
  auto after = before;
  clear_unused_space(header_of(4'096), after, false);
  EXPECT_EQ(after, before);
}

void expect_untouched(const header& of, const bytes& page) {
  auto after = page;
  clear_unused_space(of, after, false);
  EXPECT_EQ(after, page);
}

TEST(unused_space, is_that_of_pages_in_b_trees_only) {
  for (const int kind : {0, 1, 3, 4, 6, 9, 11, 12, 14, 255}) {
    expect_untouched(header_of(4'096), page_of(kind, 3, 4'000));
  }
}

TEST(unused_space, is_none_on_a_page_that_contradicts_itself) {
  expect_untouched(header_of(4'096), page_of(13, 3, 13));
  expect_untouched(header_of(4'096), page_of(13, 3, 4'097));
  expect_untouched(header_of(4'096), page_of(13, 0xffff, 4'000));
}

TEST(unused_space, is_left_where_pages_of_other_kinds_can_begin_alike) {
  const auto page = page_of(5, 3, 4'000);
  auto with_auto_vacuum = header_of(4'096);
  put(with_auto_vacuum, 52, 3, 4);
  expect_untouched(with_auto_vacuum, page);
  expect_untouched(header_of(4'096, 1U << 24), page);
  expect_untouched(header_of(1'024), page);
  expect_untouched(header{}, page);
}

}  // namespace
}  // namespace aurawell::net
