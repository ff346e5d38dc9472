#pragma once

#include <string_view>

#include "domain/error.hpp"

namespace aurawell {

/// What of a failure's detail a client may read. Those of the database and the service itself are
/// for the operator: they can name files, columns and other programs.
std::string_view public_detail(const error& failure) noexcept;

}  // namespace aurawell
