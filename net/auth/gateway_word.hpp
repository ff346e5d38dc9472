#pragma once

#include "domain/error.hpp"
#include "domain/ids.hpp"

namespace aurawell::net {

/// What a gateway in front of the service says about who sends a request.
struct gateway_word {
  enum class kind : unsigned char {
    /// No gateway is asked.
    none,
    /// It has authenticated `user`.
    vouches,
    /// A gateway must name the user and did not, or something else did in its place: `why`.
    refused,
    /// A gateway passed the request on, and nothing says that it authenticates anybody.
    unproven,
  };

  kind says = kind::none;
  user_id user{};
  error why{};
};

}  // namespace aurawell::net
