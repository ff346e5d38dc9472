// The target of a request: path, query, percent encoding.
#include "net/websocket/chat_target.hpp"

#include <string>

#include "net/address/lower_ascii.hpp"
#include "net/address/query_parameters.hpp"
#include "net/address/url_text.hpp"
#include "net/auth/tokens/base64url.hpp"
#include "net/rest/parameters.hpp"
#include "net/rest/time_text.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

bool is_inside(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

std::string percent_encoded(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += '%';
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

void check_chat_target(std::string_view text) {
  const auto target = net::parse_chat_target(text);
  if (!target) {
    return;
  }
  must(target->user.empty() || is_entity_name(target->user.value), "a user has a right name");
  must(target->session.empty() || is_entity_name(target->session.value),
       "a session has a right name");
  must(target->epoch.empty() || is_entity_name(target->epoch), "an epoch has a right name");
  const auto resume = target->resume();
  must(!resume || !target->session.empty(), "what is resumed has a name");
}

void check_texts(std::string_view text) {
  if (const auto decoded = net::percent_decode(text)) {
    must(decoded->size() <= text.size(), "decoding makes no text longer");
    must(net::percent_decode(percent_encoded(*decoded)) == decoded,
         "what was decoded can be encoded and decoded again");
  }
  if (const auto bytes = net::base64url_decode(text)) {
    must(net::base64url_encode(*bytes) == text, "one text stands for the bytes of a base64url");
  }
}

/// How many parameters a program could read as "user_id".
std::size_t count_users(std::string_view query) {
  std::size_t count = 0;
  while (!query.empty()) {
    auto pair = net::cut(query, '&');
    const auto name = net::percent_decode(net::cut(pair, '='));
    count += name && net::lower_ascii(*name) == "user_id" ? 1 : 0;
  }
  return count;
}

void check_parameters(std::string_view query) {
  const auto value = net::find_parameter(query, "user_id");
  must(!value || value->empty() || is_inside(*value, query),
       "a parameter's value is a part of the query");
  must(net::find_ambiguous_parameter(query) || count_users(query) == (value ? 1U : 0U),
       "all programs find the same parameters, or none is allowed");
}

void check_query(std::string_view text) {
  const auto member = net::read_name(text, "member_id", std::string{});
  must(!member || member->empty() || is_entity_name(*member), "a member has a right name");
  const auto page = net::read_page(text);
  must(!page || (page->limit >= 1 && page->limit <= 200), "a page has 1 to 200 elements");
  // A sanitizer checks the calendar arithmetic.
  static_cast<void>(net::parse_time(text));
}

}  // namespace

void run(std::string_view input) {
  check_chat_target(input);
  check_texts(input);
  check_parameters(input);
  check_query(input);
}

}  // namespace aurawell::fuzz
