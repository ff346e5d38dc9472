#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::config {

/// What is wrong with the members that a provider's requests are to be without, a sentence for
/// each name that is none.
std::vector<std::string> find_omit_faults(const std::vector<std::string>& names);

/// Why questions must not be sent to the server at `base_url`, an http:// or https:// address:
/// everybody on the way could read them. Nothing on this machine's loopback, and with
/// `allow_unencrypted`.
std::optional<std::string> find_transport_fault(std::string_view base_url, bool allow_unencrypted);

}  // namespace aurawell::config
