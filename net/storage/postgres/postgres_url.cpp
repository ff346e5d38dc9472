#include "net/storage/postgres/postgres_url.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <system_error>

#include "net/storage/database/store_paths.hpp"

namespace aurawell::net {
namespace {

constexpr std::string_view hidden = "***";

struct parts_deleter {
  void operator()(PQconninfoOption* parts) const noexcept { PQconninfoFree(parts); }
};

std::string_view value_of(const PQconninfoOption* parts, std::string_view keyword) {
  for (; parts->keyword != nullptr; ++parts) {
    if (parts->keyword == keyword && parts->val != nullptr) {
      return parts->val;
    }
  }
  return {};
}

bool is_port(std::string_view text) {
  unsigned number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc{} && end == text.data() + text.size() && number >= 1 &&
         number <= 65'535;
}

/// For each host, or one for all.
bool are_ports(std::string_view list) {
  while (true) {
    const auto comma = list.find(',');
    const auto one = list.substr(0, comma);
    if (!one.empty() && !is_port(one)) {
      return false;
    }
    if (comma == std::string_view::npos) {
      return true;
    }
    list.remove_prefix(comma + 1);
  }
}

template <std::size_t Count>
bool is_one_of(std::string_view value, const std::array<std::string_view, Count>& known) {
  return value.empty() || std::find(known.begin(), known.end(), value) != known.end();
}

/// What libpq checks only when it connects.
result<void> check_values(const PQconninfoOption* parts) {
  constexpr std::array<std::string_view, 6> tls{"disable", "allow",     "prefer",
                                                "require", "verify-ca", "verify-full"};
  constexpr std::array<std::string_view, 3> sessions{"read-write", "primary", "any"};
  if (!are_ports(value_of(parts, "port"))) {
    return error{ec::bad_configuration, "has a port that is no number from 1 to 65535"};
  }
  if (!is_one_of(value_of(parts, "sslmode"), tls)) {
    return error{ec::bad_configuration,
                 "has an unknown sslmode; write verify-full, or verify-ca, require, prefer, allow "
                 "or disable"};
  }
  if (!is_one_of(value_of(parts, "target_session_attrs"), sessions)) {
    return error{ec::bad_configuration,
                 "has a target_session_attrs that does not lead to a server that takes writes; "
                 "write read-write, or primary or any"};
  }
  return {};
}

/// Replaces the value behind each `name`, up to the next '&'.
void hide_value(std::string& url, std::string_view name, std::size_t from) {
  for (auto at = url.find(name, from); at != std::string::npos; at = url.find(name, at)) {
    at += name.size();
    const auto end = std::min(url.find('&', at), url.size());
    url.replace(at, end - at, hidden);
  }
}

/// Whether a secret is where `without_password` does not look for it, or may be.
bool hides_something(const std::string& url, std::string_view shown) {
  const std::unique_ptr<PQconninfoOption, parts_deleter> parts{
      PQconninfoParse(url.c_str(), nullptr)};
  if (parts == nullptr || !are_ports(value_of(parts.get(), "port")) ||
      value_of(parts.get(), "dbname").find('=') != std::string_view::npos) {
    return true;
  }
  // A password that holds a '/' or '?' ends the authority before its '@'.
  const auto authority = url.find("://") + 3;
  const auto end = std::min(url.find_first_of("/?", authority), url.size());
  const auto shows = [&](std::string_view secret) {
    return !secret.empty() && shown.find(secret) != std::string_view::npos;
  };
  return url.find('@', end) != std::string::npos || shows(value_of(parts.get(), "password")) ||
         shows(value_of(parts.get(), "sslpassword"));
}

}  // namespace

result<void> check_postgres_url(const std::string& url) {
  if (url.find('\0') != std::string::npos) {
    return error{ec::bad_configuration, "holds a NUL"};
  }
  char* problem = nullptr;
  const std::unique_ptr<PQconninfoOption, parts_deleter> parts{
      PQconninfoParse(url.c_str(), &problem)};
  PQfreemem(problem);
  if (parts == nullptr) {
    return error{
        ec::bad_configuration,
        "cannot be parsed; write \"postgresql://USER@HOST:5432/DATABASE?sslmode=verify-full"
        "\", with %-codes for special characters"};
  }
  if (value_of(parts.get(), "dbname").empty()) {
    return error{ec::bad_configuration, "names no database; write it behind the host, after a '/'"};
  }
  if (value_of(parts.get(), "dbname").find('=') != std::string_view::npos) {
    return error{ec::bad_configuration,
                 "names a database with a '=', which libpq reads as further settings"};
  }
  if (!value_of(parts.get(), "sslpassword").empty()) {
    return error{ec::bad_configuration,
                 "holds the password of a key, which settings are printed with; use a key without "
                 "one, in a file that only the service's user can read"};
  }
  if (!value_of(parts.get(), "password").empty()) {
    return error{ec::bad_configuration,
                 "holds a password, which settings are printed with; give it in the variable "
                 "PGPASSWORD, or in a file that `passfile` in the url names"};
  }
  return check_values(parts.get());
}

std::string without_password(std::string_view url) {
  std::string shown{url};
  if (!is_postgres_url(url)) {
    // libpq's other form, "host=… password=…".
    return shown.find("password") == std::string::npos ? shown : std::string{hidden};
  }
  const auto authority = shown.find("://") + 3;
  const auto end = std::min(shown.find_first_of("/?", authority), shown.size());
  // A password may hold an '@' that was not written as a %-code.
  const auto at = shown.rfind('@', end);
  const auto colon = shown.find(':', authority);
  if (at != std::string::npos && at > authority && colon < at) {
    shown.replace(colon + 1, at - colon - 1, hidden);
  }
  const auto query = shown.find('?', authority);
  if (query != std::string::npos) {
    hide_value(shown, "password=", query);
  }
  return hides_something(std::string{url}, shown) ? "postgresql://" + std::string{hidden} : shown;
}

}  // namespace aurawell::net
