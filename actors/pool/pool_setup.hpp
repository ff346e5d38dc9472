#pragma once

#include "actors/options/pool_options.hpp"
#include "domain/attempts/provider.hpp"
#include "domain/chat/client_command.hpp"
#include "domain/safety/help/region.hpp"

namespace aurawell::actors {

/// A pool's settings and the providers that they name. Immutable once shared: a pool is changed by
/// another setup.
struct pool_setup {
  pool_options options;
  provider_chain chain;
  /// The region of the users; `unknown`: derived from their language.
  safety::region user_region = safety::region::unknown;
};

}  // namespace aurawell::actors
