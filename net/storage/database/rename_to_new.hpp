#pragma once

#include <filesystem>

namespace aurawell::net {

/// False, with `errno`, where somebody has taken the new name.
bool rename_to_new(const std::filesystem::path& from, const std::filesystem::path& to) noexcept;

}  // namespace aurawell::net
