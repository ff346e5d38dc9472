#include "net/storage/postgres/postgres_url.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <memory>

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

/// Replaces the value behind each `name`, up to the next '&'.
void hide_value(std::string& url, std::string_view name, std::size_t from) {
  for (auto at = url.find(name, from); at != std::string::npos; at = url.find(name, at)) {
    at += name.size();
    const auto end = std::min(url.find('&', at), url.size());
    url.replace(at, end - at, hidden);
  }
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
  if (!value_of(parts.get(), "password").empty()) {
    return error{ec::bad_configuration,
                 "holds a password, which settings are printed with; give it in the variable "
                 "PGPASSWORD, or in a file that `passfile` in the url names"};
  }
  return {};
}

std::string without_password(std::string_view url) {
  std::string shown{url};
  if (!is_postgres_url(url)) {
    return shown;
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
  return shown;
}

}  // namespace aurawell::net
