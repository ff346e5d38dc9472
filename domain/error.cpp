#include "domain/error.hpp"

#include <algorithm>
#include <array>

namespace aurawell {
namespace {

struct code_row {
  ec code;
  std::string_view text;
  bool retryable;
};

constexpr std::array code_table{
    code_row{ec::bad_credentials, "AUTH_1001", false},
    code_row{ec::token_expired, "AUTH_1002", false},
    code_row{ec::token_invalid, "AUTH_1003", false},
    code_row{ec::authentication_required, "AUTH_1004", false},
    code_row{ec::forbidden, "AUTH_1005", false},
    code_row{ec::invalid_input, "VALIDATION_1101", false},
    code_row{ec::missing_field, "VALIDATION_1102", false},
    code_row{ec::bad_format, "VALIDATION_1103", false},
    code_row{ec::out_of_range, "VALIDATION_1104", false},
    code_row{ec::user_not_found, "USER_1201", false},
    code_row{ec::user_exists, "USER_1202", false},
    code_row{ec::request_not_found, "USER_1203", false},
    code_row{ec::conversation_not_found, "USER_1204", false},
    code_row{ec::answered_elsewhere, "USER_1205", false},
    code_row{ec::ai_unavailable, "AI_1401", true},
    code_row{ec::chat_failed, "AI_1402", false},
    code_row{ec::upstream_failed, "EXTERNAL_1501", true},
    code_row{ec::upstream_rate_limited, "EXTERNAL_1502", true},
    code_row{ec::upstream_unreachable, "EXTERNAL_1503", true},
    code_row{ec::database_failed, "DB_1601", true},
    code_row{ec::database_unreachable, "DB_1602", true},
    code_row{ec::internal, "SYSTEM_1701", false},
    code_row{ec::unavailable, "SYSTEM_1702", true},
    code_row{ec::timed_out, "SYSTEM_1703", true},
    code_row{ec::bad_configuration, "SYSTEM_1704", false},
    code_row{ec::rate_limited, "SYSTEM_1705", true},
};

constexpr bool rows_follow_the_enum() {
  for (std::size_t i = 0; i < code_table.size(); ++i) {
    if (static_cast<std::size_t>(code_table[i].code) != i) {
      return false;
    }
  }
  return static_cast<std::size_t>(ec::rate_limited) + 1 == code_table.size();
}
static_assert(rows_follow_the_enum(), "one row per code, in the order of the enum");

const code_row& row(ec code) noexcept {
  return code_table[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view to_string(ec code) noexcept {
  return row(code).text;
}

std::optional<ec> ec_from_string(std::string_view text) noexcept {
  const auto found = std::find_if(code_table.begin(), code_table.end(),
                                  [&](const code_row& r) { return r.text == text; });
  if (found == code_table.end()) {
    return std::nullopt;
  }
  return found->code;
}

bool is_retryable(ec code) noexcept {
  return row(code).retryable;
}

}  // namespace aurawell
