#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "actors/session/session_options.hpp"
#include "actors/session/session_registry.hpp"
#include "actors/store/store_board.hpp"
#include "domain/admission/connection_census.hpp"
#include "domain/admission/rate_limiter.hpp"
#include "domain/ports/telemetry.hpp"

namespace aurawell::actors {

/// What all sessions share.
struct session_environment {
  session_options options;
  std::shared_ptr<const connection_census> census;
  std::shared_ptr<session_registry> registry;
  std::shared_ptr<rate_limiter> by_user;
  std::shared_ptr<rate_limiter> by_address;
  /// Sessions that have not ended, whether connected or not.
  std::shared_ptr<std::atomic<std::uint32_t>> alive;
  std::shared_ptr<aurawell::telemetry> telemetry = std::make_shared<aurawell::telemetry>();
  std::shared_ptr<const store_board> database = std::make_shared<store_board>();
};

}  // namespace aurawell::actors
