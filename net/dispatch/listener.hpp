#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "domain/result.hpp"
#include "net/dispatch/rest_service.hpp"
#include "net/server/loop_group.hpp"
#include "net/server/server_loop.hpp"
#include "net/socket/listening_socket.hpp"

namespace aurawell::net {

/// Accepts connections for one loop. Several listeners share one port; the system distributes new
/// connections over them.
class listener : public std::enable_shared_from_this<listener> {
 public:
  /// @param rest Null: no routes.
  listener(std::shared_ptr<server_loop> loop, std::shared_ptr<const loop_group> all,
           std::shared_ptr<rest_service> rest);

  /// Binds and listens, or takes a socket that listens. Call one of them once, before `run`; the
  /// loop may already be running.
  result<void> listen(const boost::asio::ip::tcp::endpoint& endpoint);
  result<void> adopt(listening_socket socket);

  boost::asio::ip::tcp::endpoint endpoint() const;

  /// Another descriptor of its socket. Not after `run`.
  result<listening_socket> share();

  /// Accepts until `stop` or `release`. Call these on the loop's thread only.
  void run();

  /// Accepts what waits, unless the socket is kept, then closes it.
  void stop();

  /// Closes it and leaves what waits to the others who have the socket.
  void release();

 private:
  using acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, loop_executor>;
  using timer =
      boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                        boost::asio::wait_traits<std::chrono::steady_clock>,
                                        loop_executor>;

  void accept_waiting();
  void on_accept(const boost::system::error_code& fault, tcp_socket socket);
  void start_session(tcp_socket socket);
  void pass_on(tcp_socket socket, connection_quota::ticket ticket,
               std::shared_ptr<server_loop> lighter);
  void run_later();

  std::shared_ptr<server_loop> loop_;
  std::shared_ptr<const loop_group> all_;
  std::shared_ptr<rest_service> rest_;
  acceptor acceptor_;
  /// As `listening_socket::is_kept`.
  bool is_kept_ = false;
  /// Address of the connection that is accepted next.
  boost::asio::ip::tcp::endpoint peer_;
  timer pause_;
};

}  // namespace aurawell::net
