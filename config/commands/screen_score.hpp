#pragma once

#include <iosfwd>
#include <vector>

#include "config/commands/screen_list.hpp"

namespace aurawell::config {

/// A message of a list with what the screen found in it.
struct screened_message {
  listed_message asked;
  safety_level level = safety_level::routine;
  safety::finding_set found{};
};

std::vector<screened_message> screened(std::vector<listed_message> messages);

/// False if it should have been found and was not, or only at a lower level, and for a false
/// alarm: `urgent` or higher on what is `routine`. True where nothing was asked for.
bool is_judged_rightly(const screened_message& message);

/// One row for each level of the list, with 95 % Wilson intervals; nothing if no message has one.
void print_scores(std::ostream& out, const std::vector<screened_message>& all);

/// One line for each message that is not judged rightly.
void print_misses(std::ostream& out, const std::vector<screened_message>& all);

/// One line for each message without a level: what was found in it.
void print_unscored(std::ostream& out, const std::vector<screened_message>& all);

}  // namespace aurawell::config
