#include "net/llm/refusal/asked_phrases.hpp"

#include <algorithm>

#include "net/address/lower_ascii.hpp"

namespace aurawell::net {
namespace {

/// Calls `use` with the member and the place of each name in `text`.
void for_each_name(std::string_view text, auto use) {
  for (std::size_t i = 0; i < request_member_count; ++i) {
    const auto member = static_cast<request_member>(i);
    const auto name = name_of(member);
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
      use(member, at);
    }
  }
}

std::size_t equal_at_the_end(std::string_view a, std::string_view b) noexcept {
  const auto differing = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend()).first;
  return static_cast<std::size_t>(differing - a.rbegin());
}

std::size_t equal_at_the_beginning(std::string_view a, std::string_view b) noexcept {
  const auto differing = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(differing - a.begin());
}

}  // namespace

void asked_phrases::add(std::string_view message) {
  const auto text = lower_ascii(message);
  for_each_name(text, [&](request_member member, std::size_t at) {
    named_.add(member);
    if (phrases_.size() == max_phrases) {
      has_too_many_ = true;
      return;
    }
    const auto begin = at - std::min(at, max_side);
    phrases_.push_back({member, text.substr(begin, at - begin),
                        text.substr(at + name_of(member).size(), max_side)});
  });
}

asked_phrases::range asked_phrases::repeated_at(std::string_view sentence, std::size_t at,
                                                request_member member) const {
  const auto end = at + name_of(member).size();
  range longest{at, at};
  for (const auto& each : phrases_) {
    if (each.member != member) {
      continue;
    }
    const auto left = equal_at_the_end(sentence.substr(0, at), each.before);
    const auto right = equal_at_the_beginning(sentence.substr(end), each.behind);
    if (left + right >= least_equal && end + right - (at - left) > longest.end - longest.begin) {
      longest = {at - left, end + right};
    }
  }
  return longest;
}

std::string asked_phrases::without_repeats(std::string_view sentence) const {
  if (has_too_many_) {
    return {};
  }
  // All phrases are searched before any is removed, because they overlap.
  std::vector<bool> is_repeated(sentence.size());
  for_each_name(sentence, [&](request_member member, std::size_t at) {
    for (auto [begin, end] = repeated_at(sentence, at, member); begin < end; ++begin) {
      is_repeated[begin] = true;
    }
  });
  std::string rest;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (!is_repeated[i]) {
      rest += sentence[i];
    }
  }
  return rest;
}

}  // namespace aurawell::net
