#pragma once

#include "domain/error.hpp"

namespace aurawell::net {

/// What every backend says to an answer whose question it does not hold.
inline error unknown_question() {
  return {ec::request_not_found, "the answer belongs to no question that was saved"};
}

}  // namespace aurawell::net
