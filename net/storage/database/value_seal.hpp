#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/encryption_key.hpp"

namespace aurawell::net {

class sqlite_run;

/// Where a value stands: its table, its column, and what makes its row the only one. A value
/// that was sealed for one place cannot be opened in another.
class value_place {
 public:
  /// `column` with its table, as in "members.name".
  template <class... Parts>
  explicit value_place(std::string_view column, const Parts&... row) : column_{column} {
    add(column);
    (add(row), ...);
  }

  std::string_view column() const noexcept { return column_; }
  std::string_view bytes() const noexcept { return bytes_; }

 private:
  void add(std::string_view part);
  void add(std::int64_t number);

  std::string_view column_;
  std::string bytes_;
};

/// As it goes into a column of any type: a BLOB when it is sealed, else a TEXT.
struct stored_value {
  std::string bytes;
  bool is_sealed = false;
};

/// Seals values for the database and opens them. The newest key seals, all of them open.
///
///   sealed value = format (1 byte), key (8), nonce (24), XChaCha20-Poly1305 (text + 16)
///
/// Without a key values stay as they are. Empty texts always do. May be used by any thread.
class value_seal {
 public:
  /// Names a key without telling anything about it.
  using key_name = std::array<unsigned char, 8>;

  explicit value_seal(const std::vector<encryption_key>& newest_first = {});

  bool has_keys() const noexcept { return !keys_.empty(); }
  /// Of the key that seals. There must be one.
  std::string_view newest_key() const noexcept;
  bool knows(std::string_view name) const noexcept;

  stored_value seal(std::string_view text, const value_place& place) const;

  /// What was sealed for this place, or a TEXT as it is. `ec::database_failed`: it was
  /// changed, stood in another place, or its key is not given.
  result<std::string> open(const sqlite_run& row, int column, const value_place& place) const;

  /// The same for what is known to be sealed.
  result<std::string> unseal(std::string_view sealed, const value_place& place) const;

  /// What a text is found by where only sealed ones are kept: first by the newest key, last
  /// as it is when it is not sealed.
  std::vector<stored_value> indexes(std::string_view text) const;

 private:
  using secret = std::array<unsigned char, 32>;

  struct key {
    key_name name;
    secret sealing;
    secret indexing;
  };

  const key* find(std::string_view name) const noexcept;

  std::vector<key> keys_;
};

/// The name of the key of a sealed value, as it stands in it; empty if it is damaged.
std::string_view key_of_sealed(std::string_view sealed) noexcept;

/// As people see a key's name.
std::string hex_of(std::string_view bytes);

}  // namespace aurawell::net
