#include "net/server/loop_group.hpp"

#include <algorithm>
#include <cassert>

namespace aurawell::net {
namespace {

/// A smaller difference is not worth the move to another thread.
constexpr std::size_t least_difference = 4;

}  // namespace

const std::shared_ptr<server_loop>& loop_group::for_new(
    const std::shared_ptr<server_loop>& here) const {
  assert(!loops_.empty());
  const auto& lightest = *std::ranges::min_element(
      loops_, {}, [](const auto& loop) { return loop->connections->size(); });
  return lightest->connections->size() + least_difference <= here->connections->size() ? lightest
                                                                                       : here;
}

}  // namespace aurawell::net
