#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurawell {

/// Everything that can go wrong for a client, one value per published code.
/// The text of each code and whether a repeat can help stand in `error.cpp`.
enum class ec : unsigned char {
  bad_credentials,          ///< AUTH_1001
  token_expired,            ///< AUTH_1002
  token_invalid,            ///< AUTH_1003
  authentication_required,  ///< AUTH_1004
  forbidden,                ///< AUTH_1005
  invalid_input,            ///< VALIDATION_1101
  missing_field,            ///< VALIDATION_1102
  bad_format,               ///< VALIDATION_1103
  out_of_range,             ///< VALIDATION_1104
  user_not_found,           ///< USER_1201
  user_exists,              ///< USER_1202
  request_not_found,        ///< USER_1203: no such request is running
  conversation_not_found,   ///< USER_1204
  answered_elsewhere,       ///< USER_1205: another process has taken the request over
  ai_unavailable,           ///< AI_1401
  chat_failed,              ///< AI_1402
  upstream_failed,          ///< EXTERNAL_1501
  upstream_rate_limited,    ///< EXTERNAL_1502
  upstream_unreachable,     ///< EXTERNAL_1503
  database_failed,          ///< DB_1601
  database_unreachable,     ///< DB_1602
  internal,                 ///< SYSTEM_1701
  unavailable,              ///< SYSTEM_1702
  timed_out,                ///< SYSTEM_1703
  bad_configuration,        ///< SYSTEM_1704
  rate_limited,             ///< SYSTEM_1705: this client asks or connects too often
};

/// The published code, for example "AI_1401".
std::string_view to_string(ec code) noexcept;

/// The value whose published code is `text`.
std::optional<ec> ec_from_string(std::string_view text) noexcept;

/// Whether the same request may succeed later without a change.
bool is_retryable(ec code) noexcept;

/// A failure and what the reader can do about it. `detail` is for people and may
/// be shown to the client, so it never holds a secret or another user's data.
struct error {
  ec code = ec::internal;
  std::string detail;

  bool operator==(const error&) const = default;
};

}  // namespace aurawell
