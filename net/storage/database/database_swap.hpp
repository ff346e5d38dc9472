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

/// Puts `copy` in the place of `database`, which is kept as ".before-restore" with its log.
/// Neither may be open. Whoever is killed in the middle has the one or the other, after
/// `undo_killed_swap`.
///
/// @return The former database; empty: there was none.
result<std::filesystem::path> swap_database(const std::filesystem::path& copy,
                                            const std::filesystem::path& database);

/// Gives the database its log back when a swap was killed between two steps. Nobody may have
/// it open.
result<void> undo_killed_swap(const std::filesystem::path& database);

}  // namespace aurawell::net
