#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/completion.hpp"
#include "net/llm/llm_options.hpp"

namespace aurawell::net {

/// The members of a request that some upstream does not know and refuses.
struct optional_members {
  bool usage = true;
  bool thinking = true;
  bool user = true;

  bool operator==(const optional_members&) const = default;
};

/// What one upstream wants to read.
struct request_dialect {
  /// Used when the request names no model.
  std::string model;
  /// Value of `thinking.type`; empty: not sent.
  std::string thinking;
  /// Applies to a request with a partial answer.
  continuation_style continuation = continuation_style::assistant;
};

/// A request's JSON, with the optional members at its end, where they can be changed.
struct encoded_request {
  /// What is sent, once `choose` was called.
  std::string json;
  /// How much of `json` is never changed.
  std::size_t fixed_bytes = 0;
  std::string usage_member;
  std::string thinking_member;
  std::string user_member;
  /// The server was told to go on inside the partial answer.
  bool goes_on = false;

  void choose(const optional_members& wanted);
};

/// `pseudonym` stands for the person who asks. Text that is no UTF-8 is repaired.
encoded_request encode_request(const completion_request& request, const request_dialect& dialect,
                               std::string_view pseudonym);

/// What to leave out after a refusal with this status and body: the members to send
/// instead, or nothing when the refusal is about something else. A 422 that names no
/// member is taken to mean all of them.
std::optional<optional_members> without_refused(const optional_members& sent, int http_status,
                                                std::string_view body);

}  // namespace aurawell::net
