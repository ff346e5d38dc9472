#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "domain/text/utf8.hpp"

namespace aurawell::fuzz {

/// Every target defines this function. It reads `input` as the service would, and checks with
/// `must` what is true for every input. It keeps no state for the next run.
void run(std::string_view input);

/// Reports a finding unless `holds`. `claim` is the sentence that should be true.
void must(bool holds, const char* claim);

/// Removes the first line from `rest` and returns it without its end.
std::string_view take_line(std::string_view& rest);

/// Passes `text` to `take` in parts of 1 to 16 bytes, which depend only on `text`. Stops when
/// `take` returns false. Each part is a copy of exactly its size, so that the sanitizer detects
/// reads beyond it.
void for_each_part(std::string_view text, const std::function<bool(std::string_view)>& take);

}  // namespace aurawell::fuzz
