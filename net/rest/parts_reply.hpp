#pragma once

#include <cstddef>
#include <functional>

#include "net/rest/route.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {

/// A part of a removal: how many rows it took; 0: nothing is left.
using removal_part = std::function<result<std::size_t>(advice_store&)>;

/// Removes in parts, each a write of its own, so that others have their turns in between.
///
/// @param then Called once, with the sum, when a part took nothing or one has failed.
void remove_in_parts(store_access& store, const store_asker& who, const removal_part& part,
                     const std::function<void(result<std::size_t>)>& then);

/// The same as an answer: `done` writes it from the sum.
pending_reply reply_after_parts(store_access& store, store_asker who, removal_part part,
                                std::function<http_reply(std::size_t, wall_time)> done);

}  // namespace aurawell::net
