#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aurawell {

/// 32 bits of the system's random source. Any thread. Needs no file descriptor.
std::uint32_t random_word();

/// `prefix` and 128 bits of the system's random source in hexadecimal digits: a
/// name that nobody can guess and that never comes twice.
std::string random_name(std::string_view prefix);

}  // namespace aurawell
