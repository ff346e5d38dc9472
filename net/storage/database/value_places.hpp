#pragma once

#include <cstdint>
#include <string_view>

#include "domain/account/account.hpp"
#include "net/storage/database/sql_rows.hpp"
#include "net/storage/database/value_seal.hpp"

/// The place of each sealed value. Never change one: values sealed for it could not be opened any
/// more.
namespace aurawell::net::places {

/// The columns of a row of `exchanges` that never change.
struct exchange {
  std::int64_t id = 0;
  std::int64_t conversation = 0;
  std::string_view request;
};

inline value_place question(const exchange& row) {
  return value_place{"exchanges.question", row.id, row.conversation, row.request};
}

inline value_place answer(const exchange& row) {
  return value_place{"exchanges.answer", row.id, row.conversation, row.request};
}

inline value_place job(const exchange& row) {
  return value_place{"exchanges.job", row.id, row.conversation, row.request};
}

inline value_place email(std::string_view user) {
  return value_place{"accounts.email", user};
}

inline value_place login_client(std::string_view user, std::string_view login) {
  return value_place{"logins.client", user, login};
}

inline value_place login_network(std::string_view user, std::string_view login) {
  return value_place{"logins.network", user, login};
}

inline value_place member_name(std::string_view owner, std::string_view member) {
  return value_place{"members.name", owner, member};
}

inline value_place member_relation(std::string_view owner, std::string_view member) {
  return value_place{"members.relation", owner, member};
}

inline value_place profile(std::string_view owner, std::string_view member) {
  return value_place{"profiles.content", owner, member};
}

/// Time in milliseconds.
inline value_place sample(std::string_view owner, std::string_view member, std::string_view kind,
                          std::int64_t time, std::string_view source) {
  return value_place{"samples.value", owner, member, kind, time, source};
}

inline value_place waiting_text(std::int64_t id, std::string_view asker, std::string_view request) {
  return value_place{"waiting_writes.text", id, asker, request};
}

inline value_place waiting_job(std::int64_t id, std::string_view asker, std::string_view request) {
  return value_place{"waiting_writes.job", id, asker, request};
}

inline value_place erasure_key() {
  return value_place{"erasure_key.value"};
}

inline value_place key_check(std::string_view key) {
  return value_place{"encryption_keys.check_value", key};
}

}  // namespace aurawell::net::places
