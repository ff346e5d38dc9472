#include "net/llm/refusal/refusal.hpp"

#include <algorithm>
#include <array>

#include "net/llm/refusal/length_refusal.hpp"
#include "net/llm/refusal/member_refusal.hpp"

namespace aurawell::net {
namespace {

constexpr member_set every_member = [] {
  member_set all;
  for (std::size_t i = 0; i < request_member_count; ++i) {
    all.add(static_cast<request_member>(i));
  }
  return all;
}();

constexpr member_set little_known{request_member::stream_options, request_member::thinking,
                                  request_member::user_id};
/// Two names of one value.
constexpr member_set answer_limits{request_member::max_tokens,
                                   request_member::max_completion_tokens};

bool is_about_conversation(const refusal_words& words) {
  const auto is_needed = [](const std::string& place) {
    return place == "messages" || place == "model";
  };
  return std::ranges::any_of(words.places, is_needed) ||
         std::ranges::any_of(words.places_in_sentences, is_needed);
}

/// Other statuses are about the account, the address or a timeout, or are a fault of the server.
bool means_request(int status) noexcept {
  constexpr std::array<int, 10> others{401, 402, 403, 404, 405, 408, 409, 410, 425, 429};
  return status >= 400 && status < 500 && std::ranges::find(others, status) == others.end();
}

bool means_account(int status) noexcept {
  return status >= 401 && status <= 403;
}

bool is_too_long(int http_status, const refusal_words& words) {
  if (http_status == 413) {
    return true;
  }
  if (http_status < 400 || means_account(http_status)) {
    return false;
  }
  return std::ranges::any_of(words.sentences, [&](const std::string& sentence) {
    return means_request(http_status) ? says_too_long(sentence)
           : http_status == 500       ? names_long_prompt(sentence)
                                      : names_full_context(sentence);
  });
}

member_set members_in(const refusal_words& words, member_set sent, const asked_phrases& asked) {
  auto refused = (members_named(words.places) |
                  members_named(words.places_in_sentences).without(asked.named())) &
                 sent;
  if (refused.empty() && !is_about_conversation(words)) {
    for (const auto& sentence : words.sentences) {
      refused = refused | members_refused_in(asked.without_repeats(sentence), sent);
    }
  }
  // Under its other name the value would be refused too.
  if (!(refused & answer_limits).empty() && std::ranges::any_of(words.sentences, &is_about_value)) {
    refused = refused | answer_limits;
  }
  return refused;
}

}  // namespace

refusal read_refusal(int http_status, std::string_view body, member_set sent,
                     const asked_phrases& asked) {
  const auto words = read_refusal_words(body);
  refusal read;
  read.too_long = is_too_long(http_status, words);
  if (!means_request(http_status)) {
    return read;
  }
  read.members = members_in(words, sent, asked);
  if (read.members.empty() && http_status == 422 && !read.too_long &&
      !is_about_conversation(words)) {
    read.members = sent & little_known;
  }
  return read;
}

refusal read_refusal(int like_status, const refusal_words& words, const asked_phrases& asked) {
  const auto status = like_status == 0 ? 400 : like_status;
  return {is_too_long(status, words),
          means_request(status) ? members_in(words, every_member, asked) : member_set{}};
}

}  // namespace aurawell::net
