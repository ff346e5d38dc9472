#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.hpp"
#include "net/storage/database/encryption_key.hpp"

namespace aurawell::net {

class sql_run;

/// The place of a value: its table, its column, and what identifies its row. A value that was
/// sealed for one place cannot be opened in another.
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

/// The form for a column of any type: a BLOB when sealed, else a TEXT.
struct stored_value {
  std::string bytes;
  bool is_sealed = false;
};

/// Seals (encrypts) values for the database and opens them. The newest key seals, every key opens.
///
///   sealed value = format (1 byte), key (8), nonce (24), XChaCha20-Poly1305 (text + 16)
///
/// Without a key values stay unsealed; empty texts always do. Thread-safe.
class value_seal {
 public:
  /// Identifies a key without revealing it.
  using key_name = std::array<unsigned char, 8>;

  explicit value_seal(const std::vector<encryption_key>& newest_first = {});

  bool has_keys() const noexcept { return !keys_.empty(); }
  /// Name of the key that seals. There must be a key.
  std::string_view newest_key() const noexcept;
  bool has_key(std::string_view name) const noexcept;

  stored_value seal(std::string_view text, const value_place& place) const;

  /// Opens a value sealed for this place; returns a TEXT unchanged. `ec::database_failed`: the
  /// value was changed or is from another place, or its key is not given.
  result<std::string> open(const sql_run& row, int column, const value_place& place) const;

  /// The same for a value that must be sealed.
  result<std::string> unseal(std::string_view sealed, const value_place& place) const;

  /// The values by which a row with this text is found, because only sealed texts are stored: by
  /// the newest key first, the unsealed text last.
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

/// The name of the key in a sealed value; empty if the value is damaged.
std::string_view key_of_sealed(std::string_view sealed) noexcept;

/// The text of a key's name for people.
std::string hex_of(std::string_view bytes);

/// A number as a text that can be sealed: the shortest one that parses to the same number.
inline std::string number_text(double number) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

/// Parses a text from `number_text`.
inline double number_of(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace aurawell::net
