#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "net/llm/refusal/request_members.hpp"

namespace aurawell::net {

/// Where the messages of a request have the name of a member that can be left out, with some text
/// around it: a server that refuses a question may repeat it, and what a person wrote is no word
/// of the server.
class asked_phrases {
 public:
  /// A request with more of them is not believed to be refused for a member at all.
  static constexpr std::size_t max_phrases = 64;
  /// Of the text kept on each side of a name, in bytes.
  static constexpr std::size_t max_side = 32;
  /// With so many equal bytes around a name together, a sentence repeats a message.
  static constexpr std::size_t least_equal = 12;

  void add(std::string_view message);

  /// The members that are named.
  member_set named() const noexcept { return named_; }

  /// `sentence`, in lower case, without what it repeats; empty if there are too many phrases.
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

  /// The longest one that the text around the name at `at` agrees with.
  range repeated_at(std::string_view sentence, std::size_t at, request_member member) const;

  std::vector<phrase> phrases_;
  member_set named_;
  bool has_too_many_ = false;
};

}  // namespace aurawell::net
