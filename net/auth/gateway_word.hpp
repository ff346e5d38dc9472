#pragma once

#include "domain/error.hpp"
#include "domain/ids.hpp"

namespace aurawell::net {

/// What a gateway in front of the service says about the user of a request.
struct gateway_word {
  enum class kind : unsigned char {
    /// No gateway is involved.
    none,
    /// It has authenticated `user`.
    vouches,
    /// A gateway must name the user and did not, or another program did; `why` has the reason.
    refused,
    /// A gateway passed the request on, and there is no sign that it authenticates users.
    unproven,
  };

  kind says = kind::none;
  user_id user{};
  error why{};
};

}  // namespace aurawell::net
