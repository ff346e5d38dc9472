#pragma once

#include <string_view>

namespace aurawell::net {

/// Some servers send it before their answer, in UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace aurawell::net
