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

/// What is known of the conversation that an answer belongs to, as far as it was read: what lies
/// further back must not correct an answer about something else.
struct answer_setting {
  safety_level level = safety_level::routine;
  finding_set found{};
  language lang = language::zh;
  region where = region::unknown;
};

/// What a model's answer, Markdown in Chinese, English or both, says against the service: an
/// amount of a medicine or to stop one always, that no help is needed from `urgent` on,
/// harmful first aid in an emergency. What is denied, asked, quoted or told of somebody is no
/// advice; doubtful advice counts as none. Any bytes are accepted, the first 256 KiB are read,
/// the work is linear, and the same arguments give the same result.
contradiction_set check_answer(std::string_view answer, const answer_setting& setting);

/// Bytes.
inline constexpr std::size_t longest_correction = 3 * 1024;

/// What follows such an answer, as Markdown in `setting.lang`: for each kind what is right, most
/// urgent first, with the numbers of the region; at most `longest_correction`. Empty if there is
/// nothing to correct.
std::string correction(const contradiction_set& found, const answer_setting& setting);

}  // namespace aurawell::safety
