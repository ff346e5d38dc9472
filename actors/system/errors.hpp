#pragma once

#include <caf/error.hpp>
#include <chrono>
#include <exception>
#include <optional>

#include "domain/error.hpp"

namespace aurawell::actors {

/// What an actor replies instead of a value.
struct refusal {
  aurawell::error what;
  std::optional<std::chrono::milliseconds> retry_after;
};

caf::error to_caf(const refusal& why);
caf::error to_caf(const aurawell::error& what);

/// The opposite way. An error that is CAF's own (a dead or silent receiver) becomes
/// `otherwise`.
refusal from_caf(const caf::error& why, ec otherwise);

/// For `set_exception_handler`: an actor whose handler throws ends with what was thrown.
caf::error end_with_error(std::exception_ptr& thrown);

/// For `actor_system_config::add_error_category`.
caf::atom_value error_category() noexcept;
std::string render_error(std::uint8_t code, caf::atom_value category, const caf::message& context);

}  // namespace aurawell::actors
