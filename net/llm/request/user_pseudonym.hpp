#pragma once

#include <string>

#include "domain/ids.hpp"

namespace aurawell::net {

/// Gives each user a pseudonym for an upstream: a keyed hash.
class user_pseudonym {
 public:
  /// @param key Secret bytes, preferably 32; equal keys give equal pseudonyms. Empty: a random key
  /// that exists only in this process.
  explicit user_pseudonym(std::string key);

  /// 64 hexadecimal digits, always the same for the same pair. Thread-safe.
  std::string of(const user_id& user, const member_id& member) const;

 private:
  std::string key_;
};

}  // namespace aurawell::net
