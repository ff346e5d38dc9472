#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/chat/close_code.hpp"
#include "domain/ids.hpp"
#include "net/server/connection_facts.hpp"
#include "net/server/server_loop.hpp"

namespace aurawell::net {

/// The number at the end of a connection's id, by which lists are ordered; 0 when it has none.
std::uint64_t number_of(const connection_id& id) noexcept;

/// The chats and answers of one server, for its operators. Asks one loop after the other, a few
/// connections at a time, so that no loop is held up however many there are. Any thread may call.
class connection_list {
 public:
  struct page {
    /// In the order of their numbers.
    std::vector<connection_facts> rows;
    /// There are further ones behind the last row.
    bool has_more = false;
  };

  using is_meant = std::function<bool(const connection_names&)>;

  explicit connection_list(std::vector<std::shared_ptr<server_loop>> loops)
      : loops_{std::move(loops)} {}

  /// Finds up to `most` connections whose number is greater than `after`. `then` is called once, on
  /// a loop's thread; never when the loops end before.
  void find(std::uint64_t after, std::size_t most, std::function<void(page)> then) const;

  /// Closes those that `meant`, which is called on the loops' threads, returns true for. `then` is
  /// called as above, with how many begin to close.
  void close(is_meant meant, close_code code, std::string reason,
             std::function<void(std::size_t)> then) const;

 private:
  std::vector<std::shared_ptr<server_loop>> loops_;
};

}  // namespace aurawell::net
