#pragma once

#include <array>
#include <string>
#include <string_view>

#include "domain/result.hpp"
#include "net/storage/database/sqlite_connection.hpp"
#include "net/storage/database/value_seal.hpp"

namespace aurawell::net {

/// Names for those who were erased: without the key, which never leaves the database, nobody
/// can find out whose they are, nor whether they are a certain user's. May be used by any
/// thread.
class erasure_names {
 public:
  /// Draws the key when there is none, which is sealed like a text of people.
  static result<erasure_names> load(sqlite_connection& connection, const value_seal& seal);

  /// Of the text of a key: `ec::bad_configuration` when it is damaged.
  static result<erasure_names> from_text(std::string_view text);
  std::string key_text() const;

  bool operator==(const erasure_names&) const = default;

  /// Never the id of a user: those hold no "~".
  std::string name_of(std::string_view user) const;

 private:
  std::array<unsigned char, 32> key_{};
};

}  // namespace aurawell::net
