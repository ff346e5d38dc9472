#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {

/// The places where the messages of a request contain the name of a member that can be left out,
/// with some text around each. A server that refuses a question may repeat it, and a name in the
/// repeated question must not count as refused.
class asked_phrases {
 public:
  /// If a request has more, no refusal of it counts as a refusal of a member.
  static constexpr std::size_t max_phrases = 64;
  /// Bytes kept on each side of a name.
  static constexpr std::size_t max_side = 32;
  /// A sentence repeats a message if at least this many bytes around a name are equal, both sides
  /// together.
  static constexpr std::size_t least_equal = 12;

  void add(std::string_view message);

  /// The members whose names occur.
  member_set named() const noexcept { return named_; }

  /// `sentence`, in lower case, without the repeated text; empty if there are too many phrases.
  std::string without_repeats(std::string_view sentence) const;

 private:
  struct phrase {
    request_member member;
    std::string before;
    std::string behind;
  };
  struct range {
    std::size_t begin;
    std::size_t end;
  };

  /// The longest phrase that matches the text around the name at `at`.
  range repeated_at(std::string_view sentence, std::size_t at, request_member member) const;

  std::vector<phrase> phrases_;
  member_set named_;
  bool has_too_many_ = false;
};

}  // namespace aurawell::net
