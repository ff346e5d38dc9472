#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings/problem.hpp"
#include "config/settings/settings.hpp"

namespace aurawell::config {

/// What is wrong with the clients' listener: who reaches it, by which names, through which
/// gateways, and how these name the user.
std::vector<setting_fault> find_server_faults(const settings& in);

/// What is missing for TLS, or contradicts itself. Does not read the files.
std::vector<setting_fault> find_tls_faults(const settings& in);

/// Whether the path of the socket can be one.
std::vector<setting_fault> find_takeover_faults(const settings& in);

/// What is wrong with the export of spans. Reads the file with headers.
std::vector<setting_fault> find_trace_faults(const net::trace_options& in);

/// What is wrong with the operators' listener, which is enabled: who reaches it, and the token.
/// Reads the token's file.
std::vector<setting_fault> find_admin_faults(const net::admin_options& in);

/// What keeps these settings from telling people apart. Reads the key files.
std::vector<setting_fault> find_auth_faults(const auth_settings& in);

/// The variable that holds the secret, for a sentence; not its name if that may be the
/// secret itself, put in the wrong place.
std::string secret_variable(const auth_settings& in);

/// What is wrong with the levels of single components, a sentence for each of them.
std::vector<std::string> find_log_level_faults(const std::vector<std::string>& levels);

/// What is wrong with the members that a provider's requests are to be without, a sentence for
/// each name that is none.
std::vector<std::string> find_omit_faults(const std::vector<std::string>& names);

/// Why `url` cannot be the address of a provider's server. It must be encrypted, except for a
/// loopback address and with `allow_unencrypted`.
std::optional<std::string> find_base_url_fault(std::string_view url, bool allow_unencrypted);

/// Why `url` cannot be the address of a proxy; empty means no proxy.
std::optional<std::string> find_proxy_fault(std::string_view url);

}  // namespace aurawell::config
