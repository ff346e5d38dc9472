#pragma once

#include <string>
#include <string_view>

namespace aurawell {

/// Takes out what a chat template, or a model trained on one, may read as a change of
/// speaker or as the end of our data: `<|im_start|>` and its like, `[INST]`, `<<SYS>>`, tags
/// such as `</context>` and `</system>`, headings such as "### Instruction:", and labels such
/// as "system:" and "系统：" at the beginning of a line. Width, case, blanks within the
/// marker and invisible characters make no difference; look-alikes of other alphabets are
/// not known. The rest stays byte for byte.
std::string without_role_markers(std::string_view text);

/// `text` as one line of data: as above, with labels taken out wherever they stand, no
/// angle brackets, no line ends or other control characters, nothing invisible. A second call
/// changes nothing.
std::string as_data_line(std::string_view text);

}  // namespace aurawell
