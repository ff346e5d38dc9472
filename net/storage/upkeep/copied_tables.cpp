#include "net/storage/upkeep/copied_tables.hpp"

namespace aurawell::net {
namespace {

using enum copied_as;

constexpr copied_column conversations[] = {
    {"id", integer},         {"user_id", text},   {"member_id", text},   {"conversation_id", text},
    {"created_at", integer}, {"newest", integer}, {"answered", integer}, {"reached", integer}};
constexpr copied_column exchanges[] = {{"id", integer},
                                       {"conversation", integer},
                                       {"user_id", text},
                                       {"request_id", text},
                                       {"session_id", text},
                                       {"kind", text},
                                       {"question", value},
                                       {"asked_at", integer},
                                       {"status", text},
                                       {"error_code", text},
                                       {"safety", text},
                                       {"answer", value},
                                       {"answered_at", integer},
                                       {"model", foreign},
                                       {"provider", foreign},
                                       {"finish_reason", foreign},
                                       {"first_token_ms", integer},
                                       {"duration_ms", integer},
                                       {"prompt_tokens", integer},
                                       {"completion_tokens", integer},
                                       {"total_tokens", integer},
                                       {"cached_tokens", integer},
                                       {"reasoning_tokens", integer},
                                       {"usage_estimated", integer},
                                       {"safety_region", text},
                                       {"safety_now", text},
                                       {"runner", text},
                                       {"run_term", integer},
                                       {"job", value}};
constexpr copied_column accounts[] = {{"user_id", text},       {"username", text},
                                      {"email", value},        {"email_key", value},
                                      {"password_hash", text}, {"created_at", integer}};
constexpr copied_column members[] = {{"id", integer}, {"owner_id", text},  {"member_id", text},
                                     {"name", value}, {"relation", value}, {"created_at", integer}};
constexpr copied_column profiles[] = {
    {"owner_id", text}, {"member_id", text}, {"content", value}, {"updated_at", integer}};
constexpr copied_column samples[] = {
    {"id", integer},          {"owner_id", text}, {"member_id", text}, {"kind", text},
    {"measured_at", integer}, {"source", text},   {"value", number}};
constexpr copied_column grants[] = {{"owner_id", text},
                                    {"member_id", text},
                                    {"user_id", text},
                                    {"role", text},
                                    {"created_at", integer}};
constexpr copied_column invitations[] = {
    {"id", text},   {"owner_id", text},      {"member_id", text},    {"user_id", text},
    {"role", text}, {"created_at", integer}, {"expires_at", integer}};
constexpr copied_column revoked_logins[] = {{"user_id", text},
                                            {"login", text},
                                            {"valid_until", integer},
                                            {"began_before", integer},
                                            {"spared", text}};
constexpr copied_column audit[] = {{"id", integer},    {"at", integer},     {"actor_id", text},
                                   {"owner_id", text}, {"member_id", text}, {"action", text}};
constexpr copied_column logins[] = {
    {"id", integer},      {"user_id", text}, {"login", text},   {"created_at", integer},
    {"used_at", integer}, {"client", value}, {"network", value}};
constexpr copied_column reset_codes[] = {
    {"user_id", text}, {"hash", text}, {"expires_at", integer}};
constexpr copied_column erased_users[] = {
    {"name", text}, {"erased_at", integer}, {"for_good", integer}};
constexpr copied_column erasure_key[] = {{"\"only\"", integer}, {"value", value}};
constexpr copied_column encryption_keys[] = {{"name", value}, {"check_value", value}};

constexpr copied_table all_tables[] = {
    {"encryption_keys", 1, encryption_keys},
    {"erasure_key", 1, erasure_key},
    {"erased_users", 1, erased_users},
    {"accounts", 1, accounts},
    {"members", 1, members},
    {"profiles", 2, profiles},
    {"samples", 1, samples},
    {"grants", 3, grants},
    {"invitations", 1, invitations},
    {"revoked_logins", 2, revoked_logins},
    {"audit", 1, audit},
    {"logins", 1, logins},
    {"reset_codes", 2, reset_codes},
    {"conversations", 1, conversations},
    {"exchanges", 1, exchanges},
};

std::string listed(std::span<const copied_column> columns) {
  std::string list;
  for (const auto& column : columns) {
    list.append(list.empty() ? "" : ", ").append(column.name);
  }
  return list;
}

/// ?first, … so many.
std::string parameters(int first, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    list.append(list.empty() ? "?" : ", ?").append(std::to_string(first + static_cast<int>(i)));
  }
  return list;
}

copied_value read_value(copied_as kind, const sql_run& row, int column) {
  if (row.is_null(column)) {
    return {};
  }
  switch (kind) {
    case integer: return row.integer(column);
    case text:
    case foreign: return std::string{row.text(column)};
    case number:
      if (!row.is_sealed(column)) {
        return row.real(column);
      }
      [[fallthrough]];
    case value: return stored_value{std::string{row.value(column)}, row.is_sealed(column)};
  }
  return {};
}

sql_type type_of(copied_as kind) {
  switch (kind) {
    case text: return sql_type::text;
    case foreign: return sql_type::foreign;
    case integer: return sql_type::integer;
    case number:
    case value: break;
  }
  return sql_type::value;
}

void bind_one(sql_cursor& run, int index, copied_as kind, const copied_value& one) {
  if (const auto* number_value = std::get_if<std::int64_t>(&one)) {
    run.bind_integer(index, *number_value);
  } else if (const auto* real = std::get_if<double>(&one)) {
    run.bind_real(index, *real);
  } else if (const auto* sealable = std::get_if<stored_value>(&one)) {
    run.bind_value(index, *sealable);
  } else if (const auto* words = std::get_if<std::string>(&one)) {
    kind == foreign ? run.bind_foreign(index, *words) : run.bind_text(index, *words);
  } else {
    run.bind_null(index, type_of(kind));
  }
}

}  // namespace

std::span<const copied_table> copied_tables() noexcept {
  return all_tables;
}

std::string select_rows(const copied_table& table, bool is_first) {
  const auto key = table.columns.first(static_cast<std::size_t>(table.key));
  auto sql = "SELECT " + listed(table.columns) + " FROM " + std::string{table.name};
  if (!is_first) {
    sql += " WHERE (" + listed(key) + ") > (" + parameters(2, key.size()) + ")";
  }
  return sql + " ORDER BY " + listed(key) + " LIMIT ?1";
}

std::string insert_row(const copied_table& table) {
  return "INSERT INTO " + std::string{table.name} + " (" + listed(table.columns) + ") VALUES (" +
         parameters(1, table.columns.size()) + ")";
}

std::vector<copied_value> read_values(const copied_table& table, const sql_run& row) {
  std::vector<copied_value> values;
  int column = 0;
  for (const auto& one : table.columns) {
    values.push_back(read_value(one.kind, row, column++));
  }
  return values;
}

void bind_values(sql_cursor& run, int first, std::span<const copied_column> columns,
                 std::span<const copied_value> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    bind_one(run, first + static_cast<int>(i), columns[i].kind, values[i]);
  }
}

}  // namespace aurawell::net
