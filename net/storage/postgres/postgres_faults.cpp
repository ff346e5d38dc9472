#include "net/storage/postgres/postgres_faults.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace aurawell::net {
namespace {

struct meaning {
  /// Beginning of a SQLSTATE.
  std::string_view state;
  ec code;
  std::string_view text;
};

/// The first that fits applies. Unreachable is everything that an operator or time can cure,
/// because the write is valid then.
constexpr auto meanings = std::to_array<meaning>({
    {"08", ec::database_unreachable, "the connection to the database broke"},
    {"22021", ec::invalid_input, "a text is not valid UTF-8"},
    {"22P05", ec::invalid_input, "a text cannot be stored"},
    {"25006", ec::database_unreachable, "the database is read-only"},
    {"25P02", ec::database_failed, "an earlier statement of the transaction failed"},
    {"25P03", ec::database_unreachable, "the database ended a transaction that did nothing"},
    {"26", ec::database_unreachable, "the database has lost a prepared statement"},
    {"28", ec::database_unreachable, "the database refuses the role or its password"},
    {"3D000", ec::database_unreachable, "the database does not exist"},
    {"40", ec::database_unreachable, "another transaction was in the way"},
    {"42501", ec::database_unreachable, "the role has no right to do that"},
    {"42P01", ec::database_unreachable, "a table is missing"},
    {"53100", ec::database_unreachable, "the database's disk is full"},
    {"53", ec::database_unreachable, "the database has no resources left"},
    {"55P03", ec::database_unreachable, "a lock of another transaction was not released in time"},
    {"57014", ec::database_unreachable, "a statement took too long"},
    {"57", ec::database_unreachable, "the database is stopping or starting"},
    {"58", ec::database_unreachable, "the database's system has failed"},
    {"XX001", ec::database_failed, "a page of the database is damaged"},
    {"XX002", ec::database_failed, "an index of the database is damaged"},
});

}  // namespace

error postgres_failure(std::string_view state) {
  const auto* const found = std::find_if(meanings.begin(), meanings.end(), [&](const meaning& one) {
    return state.starts_with(one.state);
  });
  const bool is_known = found != meanings.end();
  return {is_known ? found->code : ec::database_failed,
          std::string{is_known ? found->text : "the database refused a statement"} +
              " (PostgreSQL code " + std::string{state} + ")"};
}

bool is_conflict(std::string_view state) noexcept {
  return state == "40001" || state == "40P01";
}

bool ends_connection(std::string_view state) noexcept {
  return state.starts_with("08") || state == "25006" || state == "25P03" ||
         state.starts_with("57P") || state.starts_with("26");
}

error not_committed() {
  return {ec::database_unreachable, "a statement of the transaction had failed, so it was undone"};
}

error connection_lost() {
  return {ec::database_unreachable, "the connection to the database broke or was silent too long"};
}

}  // namespace aurawell::net
