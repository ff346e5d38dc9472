#include "net/server/io_loop.hpp"

#include <boost/asio/post.hpp>

namespace aurawell::net {

void io_loop::post(work& todo) {
  boost::asio::post(io_, [&todo] { todo.run(); });
}

void io_loop::run_at(time_point due, work& todo) {
  timer_.expires_at(due);
  timer_.async_wait([&todo](const boost::system::error_code& replaced) {
    if (!replaced) {
      todo.run();
    }
  });
}

}  // namespace aurawell::net
