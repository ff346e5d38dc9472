#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "domain/text/utf8.hpp"

namespace aurawell::fuzz {

/// What a target defines: reads `input` as the service would, and says with `must` what
/// holds for every input. It keeps nothing for the next run.
void run(std::string_view input);

/// Reports a finding unless `holds`; `what` is the sentence that should have been true.
void must(bool holds, const char* what);

/// Cuts the first line, without its end, off `rest`.
std::string_view take_line(std::string_view& rest);

/// Shows `text` to `take` in parts of 1 to 16 bytes, which depend on `text` alone. Stops
/// when `take` returns false. Each part is a copy of exactly its size, so that the sanitizer
/// sees what reads beyond it.
void for_each_part(std::string_view text, const std::function<bool(std::string_view)>& take);

}  // namespace aurawell::fuzz
