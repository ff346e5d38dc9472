#pragma once

#include <memory>
#include <string>
#include <vector>

#include "domain/attempts/stream_options.hpp"
#include "domain/models/provider_health.hpp"
#include "domain/ports/completion_source.hpp"
#include "domain/ports/telemetry.hpp"

namespace aurawell {

/// A source of answers, by its name in the settings.
struct provider {
  std::string name;
  std::shared_ptr<completion_source> source;
  stream_options options;
  /// Shared by all pools that name this provider.
  std::shared_ptr<provider_health> health = std::make_shared<provider_health>("");
  /// Receives a report of every attempt.
  std::shared_ptr<aurawell::telemetry> telemetry = std::make_shared<aurawell::telemetry>();
};

/// In the order of the tries; never empty.
using provider_chain = std::vector<provider>;

}  // namespace aurawell
