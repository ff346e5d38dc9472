#pragma once

#include <memory>
#include <vector>

#include "net/server/server_loop.hpp"

namespace aurawell::net {

/// The loops of one server. Complete before the first connection; from then on any thread may read
/// it.
class loop_group {
 public:
  void add(std::shared_ptr<server_loop> loop) { loops_.push_back(std::move(loop)); }

  /// The loop for a connection that `here` has accepted: `here`, unless another one has clearly
  /// fewer connections. The system spreads connections by chance, and a connection stays on its
  /// loop.
  const std::shared_ptr<server_loop>& for_new(const std::shared_ptr<server_loop>& here) const;

 private:
  std::vector<std::shared_ptr<server_loop>> loops_;
};

}  // namespace aurawell::net
