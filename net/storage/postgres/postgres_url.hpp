#pragma once

#include <string>
#include <string_view>

#include "domain/result.hpp"

namespace aurawell::net {

/// `ec::bad_configuration` for a url that libpq cannot parse, without a database, with a password,
/// or with a port or a word that no connection can be made with; the detail does not quote it.
result<void> check_postgres_url(const std::string& url);

/// The url with "***" for every password.
std::string without_password(std::string_view url);

}  // namespace aurawell::net
