#pragma once

#include <array>
#include <string>

#include "domain/ids.hpp"

namespace aurawell::net {

/// Names people to an upstream without saying who they are: a keyed hash, with a key
/// that is drawn anew in every process and never leaves it.
class user_pseudonym {
 public:
  user_pseudonym();

  /// 64 hexadecimal digits, the same for the same pair. Thread-safe.
  std::string of(const user_id& user, const member_id& member) const;

 private:
  std::array<unsigned char, 32> key_{};
};

}  // namespace aurawell::net
