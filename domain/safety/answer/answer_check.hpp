#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/language.hpp"
#include "domain/safety/answer/contradiction.hpp"
#include "domain/safety/findings/finding.hpp"
#include "domain/safety/findings/level.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::safety {

/// What the screen found in the conversation of an answer. Older parts that were not read are
/// excluded: they must not correct an answer about something else.
struct answer_setting {
  safety_level level = safety_level::routine;
  finding_set found{};
  language lang = language::zh;
  region user_region = region::unknown;
};

/// Finds what a model's answer, Markdown in Chinese, English or both, says against the service. An
/// amount of a medicine and advice to stop one always count; that no help is needed counts from
/// `urgent` on; harmful first aid counts in an emergency. Text that is denied, asked, quoted or
/// told about somebody is not advice; doubtful advice does not count. Accepts any bytes, reads the
/// first 256 KiB, takes linear time, and is deterministic.
contradiction_set check_answer(std::string_view answer, const answer_setting& setting);

/// Bytes.
inline constexpr std::size_t longest_correction = 3 * 1024;

/// Returns the text to append to such an answer, Markdown in `setting.lang`: what is right for each
/// kind, most urgent first, with the numbers of the region. At most `longest_correction` bytes.
/// Empty if there is nothing to correct.
std::string correction(const contradiction_set& found, const answer_setting& setting);

}  // namespace aurawell::safety
