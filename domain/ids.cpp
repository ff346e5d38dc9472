#include "domain/ids.hpp"

#include <algorithm>

namespace aurawell {
namespace {

constexpr std::size_t longest_name = 128;

bool is_alphanumeric(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool consists_of(std::string_view text, std::string_view punctuation) noexcept {
  return !text.empty() && text.size() <= longest_name &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_alphanumeric(c) || punctuation.find(c) != std::string_view::npos;
         });
}

}  // namespace

bool is_request_name(std::string_view text) noexcept {
  return consists_of(text, ":_-");
}

bool is_entity_name(std::string_view text) noexcept {
  return consists_of(text, ":_.@-");
}

}  // namespace aurawell
