#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ports/write_spool.hpp"

namespace aurawell::net {

/// Fields one behind the other: numbers in eight bytes, lowest first; texts behind their
/// length; what may be missing behind a byte that says whether it is there.
std::string encode_write(const spooled_write& write);

/// Nothing when this is not exactly one write.
std::optional<spooled_write> decode_write(std::string_view bytes);

}  // namespace aurawell::net
