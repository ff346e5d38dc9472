#pragma once

#include <array>
#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sql_connection.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// Names for erased users. Without the key, which never leaves the database, a name does not show
/// whose it is, and cannot be compared with a user id. Thread-safe.
class erasure_names {
 public:
  /// Creates a random key when there is none; the key is sealed like users' texts.
  static result<erasure_names> load(sql_connection& connection, const value_seal& seal);

  /// Parses the text of a key; `ec::bad_configuration` when it is damaged.
  static result<erasure_names> from_text(std::string_view text);
  std::string key_text() const;

  bool operator==(const erasure_names&) const = default;

  /// Never equal to a user id, because those contain no "~".
  std::string name_of(std::string_view user) const;

 private:
  std::array<unsigned char, 32> key_{};
};

}  // namespace aurawell::net
