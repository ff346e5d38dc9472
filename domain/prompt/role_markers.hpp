#pragma once

#include <string>
#include <string_view>

namespace aurawell {

/// Removes what a chat template, or a model trained on one, may read as a change of speaker or as
/// the end of our data: `<|im_start|>` and similar, `[INST]`, `<<SYS>>`, tags such as `</context>`
/// and `</system>`, headings such as "### Instruction:", and labels such as "system:" and "系统："
/// at the start of a line. Ignores width, case, blanks within the marker and invisible characters;
/// does not detect look-alikes of other alphabets. The rest stays unchanged, byte for byte.
std::string without_role_markers(std::string_view text);

/// `text` as one line of data: without role markers, with labels removed at any place, without
/// angle brackets, line ends, other control characters and invisible characters. Idempotent.
std::string as_data_line(std::string_view text);

}  // namespace aurawell
