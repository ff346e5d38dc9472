#pragma once

#include <cstddef>
#include <functional>

#include "net/rest/route.hpp"
#include "net/rest/store_reply.hpp"

namespace aurawell::net {

/// One part of a removal; returns the number of removed rows, 0: none is left.
using removal_part = std::function<result<std::size_t>(advice_store&)>;

/// Removes in parts, each a write of its own, so that other work can run in between.
///
/// @param then Called once, with the sum, after a part that removed nothing or failed.
void remove_in_parts(store_access& store, const store_asker& asker, const removal_part& part,
                     const std::function<void(result<std::size_t>)>& then);

/// The same as a reply: `done` makes it from the sum.
pending_reply reply_after_parts(store_access& store, store_asker asker, removal_part part,
                                std::function<http_reply(std::size_t, wall_time)> done);

}  // namespace aurawell::net
