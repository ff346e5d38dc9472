#pragma once

#include "domain/error.hpp"

namespace aurawell::net {

/// The failure of an answer whose question was not saved.
inline error unknown_question() {
  return {ec::request_not_found, "the answer belongs to no question that was saved"};
}

inline error no_such_conversation() {
  return {ec::conversation_not_found, "there is no conversation of this name"};
}

}  // namespace aurawell::net
