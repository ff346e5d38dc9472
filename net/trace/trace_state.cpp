#include "net/trace/trace_state.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "domain/text/plain_text.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t most_members = 32;
constexpr std::size_t most_part_bytes = 256;
/// Longer members are left out first.
constexpr std::size_t large_member_bytes = 128;

constexpr std::string_view blanks = " \t";

bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// A key of Level 2, of which those of Level 1 are a part.
bool is_key(std::string_view text) noexcept {
  return !text.empty() && text.size() <= most_part_bytes &&
         (is_lower(text.front()) || is_digit(text.front())) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_lower(c) || is_digit(c) ||
                  std::string_view{"_-*/@"}.find(c) != std::string_view::npos;
         });
}

bool is_value(std::string_view text) noexcept {
  return !text.empty() && text.size() <= most_part_bytes && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= ' ' && c <= '~' && c != ',' && c != '='; });
}

std::string_view key_of(std::string_view member) noexcept {
  return member.substr(0, member.find('='));
}

bool is_member(std::string_view text) noexcept {
  const auto equals = text.find('=');
  return equals != std::string_view::npos && is_key(text.substr(0, equals)) &&
         is_value(text.substr(equals + 1));
}

/// Nothing: the list is invalid. Empty members are allowed and left out.
std::optional<std::vector<std::string_view>> members_of(std::string_view text) {
  std::vector<std::string_view> members;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    const auto member = trimmed(text.substr(0, comma), blanks);
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (member.empty()) {
      continue;
    }
    const bool is_known = std::any_of(members.begin(), members.end(), [&](std::string_view other) {
      return key_of(other) == key_of(member);
    });
    if (!is_member(member) || is_known || members.size() == most_members) {
      return std::nullopt;
    }
    members.push_back(member);
  }
  return members;
}

std::size_t size_of_list(const std::vector<std::string_view>& members) noexcept {
  std::size_t size = members.empty() ? 0 : members.size() - 1;
  for (const auto member : members) {
    size += member.size();
  }
  return size;
}

}  // namespace

std::string bounded_trace_state(std::string_view text) {
  auto members = members_of(text);
  if (!members) {
    return {};
  }
  if (size_of_list(*members) > most_state_bytes) {
    std::erase_if(*members, [](auto member) { return member.size() > large_member_bytes; });
  }
  while (size_of_list(*members) > most_state_bytes) {
    members->pop_back();
  }
  std::string list;
  for (const auto member : *members) {
    list += list.empty() ? "" : ",";
    list += member;
  }
  return list;
}

}  // namespace aurawell::net
