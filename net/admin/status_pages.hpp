#pragma once

#include <string>
#include <vector>

#include "domain/ports/service_status.hpp"

namespace aurawell::net {

/// Pools and providers for people, as tables for a terminal.
std::string pools_text(const std::vector<pool_status>& pools);
std::string providers_text(const std::vector<provider_status>& providers);

/// The same for programs: `{"pools":[{"name","workers",…}]}`, `{"providers":[…]}`.
/// Durations are in milliseconds and end in `_ms`. What was learned of a provider is in
/// `learned`: `[{"model","refused":[…],"history_bytes"}]`.
std::string pools_json(const std::vector<pool_status>& pools);
std::string providers_json(const std::vector<provider_status>& providers);

}  // namespace aurawell::net
