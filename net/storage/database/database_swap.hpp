#pragma once

#include <filesystem>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

std::filesystem::path beside(const std::filesystem::path& file, std::string_view suffix);

/// False, with `errno`, where somebody has taken the new name.
bool rename_to_new(const std::filesystem::path& from, const std::filesystem::path& to) noexcept;

/// With its log and what belongs to that.
void remove_database(const std::filesystem::path& file);

/// Replaces `database` by `copy`, and keeps the former as ".before-restore" with its log. Neither
/// may be open. After a kill in the middle, `undo_killed_swap` leaves one of the two complete.
///
/// @return The former database; empty: there was none.
result<std::filesystem::path> swap_database(const std::filesystem::path& copy,
                                            const std::filesystem::path& database);

/// Returns the database's log to it when a swap was killed between two steps. The database must not
/// be open.
result<void> undo_killed_swap(const std::filesystem::path& database);

}  // namespace aurawell::net
