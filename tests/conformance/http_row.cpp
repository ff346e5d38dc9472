#include "tests/conformance/http_row.hpp"

#include <utility>

namespace aurawell::conformance {

outcomes operator|(outcomes some, const outcomes& others) {
  some.insert(some.end(), others.begin(), others.end());
  return some;
}

outcomes answered(std::vector<int> statuses) {
  return {{{std::move(statuses)}, ending::open}};
}

outcomes refused(std::vector<int> statuses) {
  return {{{std::move(statuses)}, ending::ended}};
}

outcomes replied(std::vector<int> statuses) {
  return {{{std::move(statuses)}, ending::either}};
}

outcomes answered_each(const std::vector<int>& statuses, ending end) {
  outcome made{{}, end};
  for (const int status : statuses) {
    made.statuses.push_back({status});
  }
  return {made};
}

outcomes dropped() {
  return {{{}, ending::ended}};
}

http_row& http_row::behind_gateway(const outcomes& more) {
  gateway = gateway | more;
  return *this;
}

http_row& http_row::not_behind_gateway() {
  direct_only = true;
  return *this;
}

http_row& http_row::then(std::string part) {
  parts.push_back(std::move(part));
  return *this;
}

http_row& http_row::answers_head() {
  is_head = true;
  return *this;
}

http_row& http_row::and_half_closes() {
  half_closes = true;
  return *this;
}

http_row& http_row::cut_everywhere() {
  is_cut = true;
  return *this;
}

http_row& http_row::echoing(std::string_view text) {
  echoes.emplace_back(text);
  return *this;
}

http_row& http_row::with(std::string text) {
  contains.push_back(std::move(text));
  return *this;
}

http_row& http_row::without(std::string text) {
  lacks.push_back(std::move(text));
  return *this;
}

http_row row(std::string name, std::string bytes, outcomes right, std::string section) {
  return {std::move(name), {std::move(bytes)}, std::move(right), std::move(section)};
}

std::string to_string(ending end) {
  switch (end) {
    case ending::open: return "open";
    case ending::ended: return "closed";
    case ending::either: return "open or closed";
    case ending::late: return "neither a response nor an end in time";
    case ending::unannounced: return "closed without a word";
    case ending::malformed: return "no HTTP response";
  }
  return {};
}

std::string to_string(const outcomes& all) {
  std::string text;
  for (const auto& one : all) {
    text += text.empty() ? "" : "; or ";
    for (const auto& response : one.statuses) {
      std::string choice;
      for (const int status : response) {
        choice += (choice.empty() ? "" : "|") + std::to_string(status);
      }
      text += choice + ", ";
    }
    text += to_string(one.end);
  }
  return text;
}

}  // namespace aurawell::conformance
