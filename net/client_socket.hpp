#pragma once

#include <boost/beast/core/role.hpp>
#include <boost/system/error_code.hpp>
#include <memory>
#include <type_traits>
#include <utility>

#include "net/lingering_close.hpp"

namespace aurawell::net {

/// The socket below a WebSocket: a type of its own, for which Beast finds the ending
/// below instead of its own, which drops a client that is still sending. A reset could
/// then overtake the close frame.
class client_socket : public tcp_socket {
 public:
  class owner {
   public:
    owner() = default;
    owner(const owner&) = delete;
    owner& operator=(const owner&) = delete;
    virtual ~owner() = default;

    /// Beast has sent its last frame. Only the client ends what follows, so the owner
    /// must watch the time.
    virtual void on_teardown() = 0;
  };

  client_socket(tcp_socket socket, owner& told) noexcept
      : tcp_socket{std::move(socket)}, told_{&told} {}

  owner& told() const noexcept { return *told_; }

 private:
  owner* told_;
};

/// Called by Beast.
template <class Handler>
void async_teardown(boost::beast::role_type, client_socket& socket, Handler&& handler) {
  socket.told().on_teardown();
  auto then = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
  close_lingering(socket, [then] { (*then)(boost::system::error_code{}); });
}

}  // namespace aurawell::net
