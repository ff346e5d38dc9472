#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace aurawell::config {

/// The cores that this process may use, at least 1: those of its affinity, but no more than the
/// quota of its control group.
std::uint32_t usable_cores();

/// The quota in whole cores, rounded up, from the text of a control group's `cpu.max`; nothing
/// without a quota or when it cannot be read.
std::optional<std::uint32_t> quota_in_cores(std::string_view cpu_max);

}  // namespace aurawell::config
