#include "domain/safety/rules/rule_table.hpp"

#include <cassert>

#include "domain/text/plain_text.hpp"

namespace aurawell::safety {

namespace {

// Removes the text up to the next `mark` from the front of `rest` and returns it.
std::string_view next_part(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return trimmed(part);
}

std::vector<phrase>* list_named(std::string_view key, rule& into) {
  if (key == "say") {
    return &into.say;
  }
  if (key == "with") {
    return &into.required;
  }
  return key == "unless" ? &into.unless : nullptr;
}

bool read_phrases(std::string_view line, std::vector<rule>& rules) {
  std::string_view rest = line;
  const std::string_view key = next_part(rest, ':');
  std::vector<phrase>* const list = rules.empty() ? nullptr : list_named(key, rules.back());
  if (list == nullptr || trimmed(rest).empty()) {
    return false;
  }
  while (!rest.empty()) {
    const std::string_view written = next_part(rest, '|');
    if (written.empty()) {
      return false;
    }
    list->emplace_back(written);
  }
  return true;
}

bool read_heading(std::string_view line, std::vector<rule>& rules) {
  const auto which =
      line.ends_with(']') ? finding_from_name(line.substr(1, line.size() - 2)) : std::nullopt;
  if (!which) {
    return false;
  }
  rules.emplace_back().which = *which;
  return true;
}

std::vector<rule> rules_of_all_tables() {
  std::vector<rule> all;
  std::vector<std::string_view> broken;
  for (const auto level :
       {safety_level::emergency, safety_level::urgent, safety_level::see_doctor}) {
    for (rule& each : read_rules(phrase_table(level), broken)) {
      all.push_back(std::move(each));
    }
  }
  assert(broken.empty());
  return all;
}

}  // namespace

std::vector<rule> read_rules(std::string_view table, std::vector<std::string_view>& broken) {
  std::vector<rule> rules;
  while (!table.empty()) {
    const std::string_view line = next_part(table, '\n');
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    const bool understood =
        line.starts_with('[') ? read_heading(line, rules) : read_phrases(line, rules);
    if (!understood) {
      broken.push_back(line);
    }
  }
  return rules;
}

const std::vector<rule>& all_rules() {
  static const std::vector<rule> rules = rules_of_all_tables();
  return rules;
}

}  // namespace aurawell::safety
