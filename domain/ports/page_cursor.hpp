#pragma once

#include <cstdint>
#include <optional>

namespace aurawell {

/// Start of the next page: `next` of the page before, or nothing for the first.
using page_cursor = std::optional<std::int64_t>;

}  // namespace aurawell
