#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "domain/result.hpp"
#include "net/dispatch/rest_service.hpp"
#include "net/server/loop_group.hpp"
#include "net/server/server_loop.hpp"

namespace aurawell::net {

/// Accepts connections for one loop. Several listeners share one port; the system distributes new
/// connections over them.
class listener : public std::enable_shared_from_this<listener> {
 public:
  /// @param rest Null: no routes.
  listener(std::shared_ptr<server_loop> loop, std::shared_ptr<const loop_group> all,
           std::shared_ptr<rest_service> rest);

  /// Binds and listens. Call it once, before `run`; the loop may already be running.
  result<void> listen(const boost::asio::ip::tcp::endpoint& endpoint);

  boost::asio::ip::tcp::endpoint endpoint() const;

  /// Accepts until `stop`. Call both on the loop's thread only.
  void run();
  void stop();

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
  /// Address of the connection that is accepted next.
  boost::asio::ip::tcp::endpoint peer_;
  timer pause_;
};

}  // namespace aurawell::net
