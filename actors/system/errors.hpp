#pragma once

#include <caf/error.hpp>
#include <chrono>
#include <exception>
#include <optional>

#include "domain/error.hpp"

namespace aurawell::actors {

/// The failure that an actor replies.
struct refusal {
  aurawell::error cause;
  std::optional<std::chrono::milliseconds> retry_after;
};

caf::error to_caf(const refusal& failure);
caf::error to_caf(const aurawell::error& failure);

/// The reverse of `to_caf`. An error of CAF itself (a terminated or silent receiver) becomes
/// `otherwise`.
refusal from_caf(const caf::error& failure, ec otherwise);

/// For `set_exception_handler`: an actor whose handler throws terminates with the exception as its
/// reason.
caf::error end_with_error(std::exception_ptr& thrown);

/// For `actor_system_config::add_error_category`.
caf::atom_value error_category() noexcept;
std::string render_error(std::uint8_t code, caf::atom_value category, const caf::message& context);

}  // namespace aurawell::actors
