#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "domain/chat/completion.hpp"
#include "net/llm/refusal/request_members.hpp"
#include "net/llm/request/llm_options.hpp"

namespace aurawell::net {

/// The variant of the request format that one upstream accepts.
struct request_dialect {
  /// Used when the request names no model.
  std::string model;
  /// Value of `thinking.type`; empty: not sent.
  std::string thinking;
  /// Used for a request with a partial answer.
  continuation_style continuation = continuation_style::assistant;
};

/// A request's JSON. The members that can be left out are at its end.
struct encoded_request {
  /// The body to send; complete after `choose`.
  std::string json;
  /// Length of the part of `json` that never changes.
  std::size_t fixed_bytes = 0;
  /// The partial answer is marked as a prefix for the server to continue.
  bool has_prefix = false;
  /// `,"name":value`, indexed by member; empty if the request does not have it.
  std::array<std::string, request_member_count> members;

  /// The members that the request has.
  member_set available() const noexcept;
  void choose(member_set wanted);
};

/// `pseudonym` stands for the user who asks. Invalid UTF-8 is repaired.
encoded_request encode_request(const completion_request& request, const request_dialect& dialect,
                               std::string_view pseudonym);

}  // namespace aurawell::net
