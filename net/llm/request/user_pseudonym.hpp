#pragma once

#include <string>

#include "domain/ids.hpp"

namespace aurawell::net {

/// Names people to an upstream without saying who they are: a keyed hash.
class user_pseudonym {
 public:
  /// @param key Secret bytes, at best 32; equal ones give equal names. Empty: they are drawn,
  /// so that nobody else has them and they end with the process.
  explicit user_pseudonym(std::string key);

  /// 64 hexadecimal digits, the same for the same pair. Thread-safe.
  std::string of(const user_id& user, const member_id& member) const;

 private:
  std::string key_;
};

}  // namespace aurawell::net
