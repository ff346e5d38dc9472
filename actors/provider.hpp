#pragma once

#include <memory>
#include <string>
#include <vector>

#include "actors/stream_options.hpp"
#include "domain/ports/completion_source.hpp"

namespace aurawell::actors {

/// Someone who can answer, by the name in the settings.
struct provider {
  std::string name;
  std::shared_ptr<completion_source> source;
  stream_options clocks;
};

/// In the order in which they are tried; never empty.
using provider_chain = std::vector<provider>;

}  // namespace aurawell::actors
