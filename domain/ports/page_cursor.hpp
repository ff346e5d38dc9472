#pragma once

#include <cstdint>
#include <optional>

namespace aurawell {

/// Where the next page starts: what a page gave as `next`, or nothing for the first.
using page_cursor = std::optional<std::int64_t>;

}  // namespace aurawell
