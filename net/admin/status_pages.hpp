#pragma once

#include <string>
#include <vector>

#include "domain/ports/service_status.hpp"

namespace aurawell::net {

/// Pools and providers as tables for a terminal.
std::string pools_text(const std::vector<pool_status>& pools);
std::string providers_text(const std::vector<provider_status>& providers);

/// The same as JSON: `{"pools":[{"name","workers",…}]}`, `{"providers":[…]}`. Durations are in
/// milliseconds; their names end in `_ms`. `learned` has what requests have shown about a provider:
/// `[{"model","refused":[…],"history_bytes"}]`.
std::string pools_json(const std::vector<pool_status>& pools);
std::string providers_json(const std::vector<provider_status>& providers);

}  // namespace aurawell::net
