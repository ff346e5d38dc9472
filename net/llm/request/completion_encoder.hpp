#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "domain/chat/completion.hpp"
#include "net/llm/refusal/request_members.hpp"
#include "net/llm/request/llm_options.hpp"

namespace aurawell::net {

/// What one upstream wants to read.
struct request_dialect {
  /// Used when the request names no model.
  std::string model;
  /// Value of `thinking.type`; empty: not sent.
  std::string thinking;
  /// Applies to a request with a partial answer.
  continuation_style continuation = continuation_style::assistant;
};

/// A request's JSON, with the members that can be left out at its end.
struct encoded_request {
  /// What is sent, once `choose` was called.
  std::string json;
  /// How much of `json` is never changed.
  std::size_t fixed_bytes = 0;
  /// The partial answer is marked as the beginning of what the server goes on with.
  bool has_prefix = false;
  /// `,"name":value` by the number of the member; empty if the request has none.
  std::array<std::string, request_member_count> members;

  /// Those that the request has.
  member_set available() const noexcept;
  void choose(member_set wanted);
};

/// `pseudonym` stands for the person who asks. Text that is no UTF-8 is repaired.
encoded_request encode_request(const completion_request& request, const request_dialect& dialect,
                               std::string_view pseudonym);

}  // namespace aurawell::net
