#include "net/storage/rows/erasure_names.hpp"

#include <sodium.h>

#include <cstddef>

#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_places.hpp"

namespace aurawell::net {
namespace {

constexpr std::size_t name_bytes = 16;

/// Creates a random key unless another process has done it.
result<void> draw_key(sql_connection& connection, const value_seal& seal) {
  std::string key(32, '\0');
  randombytes_buf(key.data(), key.size());
  return run_sql(
      connection,
      R"sql(INSERT INTO erasure_key ("only", value) VALUES (1, ?1) ON CONFLICT DO NOTHING)sql",
      seal.seal(hex_of(key), places::erasure_key()));
}

}  // namespace

result<erasure_names> erasure_names::load(sql_connection& connection, const value_seal& seal) {
  const auto has_key = connection.read_integer("SELECT count(*) FROM erasure_key");
  if (!has_key) {
    return has_key.failure();
  }
  if (*has_key == 0) {
    if (auto drawn = draw_key(connection, seal); !drawn) {
      return drawn.failure();
    }
  }
  const auto read = [&](sql_run& run) -> result<std::string> {
    const auto row = run.step();
    return row ? seal.open(run, 0, places::erasure_key()) : row.failure();
  };
  const auto text = with_run(connection, "SELECT value FROM erasure_key", read);
  return text ? from_text(*text) : text.failure();
}

result<erasure_names> erasure_names::from_text(std::string_view text) {
  erasure_names names;
  std::size_t size = 0;
  if (sodium_hex2bin(names.key_.data(), names.key_.size(), text.data(), text.size(), nullptr, &size,
                     nullptr) != 0 ||
      size != names.key_.size()) {
    return error{ec::bad_configuration, "its key for erased users is damaged; restore a backup"};
  }
  return names;
}

std::string erasure_names::key_text() const {
  return hex_of({reinterpret_cast<const char*>(key_.data()), key_.size()});
}

std::string erasure_names::name_of(std::string_view user) const {
  std::string hash(name_bytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(user.data()), user.size(), key_.data(),
                     key_.size());
  return "~" + hex_of(hash);
}

}  // namespace aurawell::net
