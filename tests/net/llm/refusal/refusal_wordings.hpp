#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <initializer_list>
#include <string>

#include "net/llm/refusal/member_refusal.hpp"
#include "net/llm/refusal/refusal.hpp"

namespace aurawell::net {

/// The default members of a request.
inline constexpr member_set sent{request_member::stream_options, request_member::thinking,
                                 request_member::user_id, request_member::temperature,
                                 request_member::max_tokens};

/// The two names of an answer's bound.
inline constexpr member_set limits{request_member::max_tokens,
                                   request_member::max_completion_tokens};

inline std::string described(member_set members) {
  std::string names;
  for (std::size_t i = 0; i < request_member_count; ++i) {
    if (const auto member = static_cast<request_member>(i); members.has(member)) {
      names += (names.empty() ? "" : " ") + std::string{name_of(member)};
    }
  }
  return names;
}

struct wording {
  int status;
  const char* body;
  member_set refused;
};

inline void expect_all(std::initializer_list<wording> rows) {
  for (const auto& [status, body, refused] : rows) {
    const auto read = read_refusal(status, body, sent);
    EXPECT_EQ(described(read.members), described(refused)) << body;
    EXPECT_FALSE(read.too_long) << body;
  }
}

}  // namespace aurawell::net
