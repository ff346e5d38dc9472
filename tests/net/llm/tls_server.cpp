#include "tests/net/llm/tls_server.hpp"

#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace aurawell::net {

namespace asio = boost::asio;
using asio::ip::tcp;

tls_server::tls_server(const test_certificate& shown, std::string response)
    : response_{std::move(response)}, listener_{io_, {asio::ip::address_v4::loopback(), 0}} {
  tls_.use_certificate(asio::buffer(shown.certificate_pem), asio::ssl::context::pem);
  tls_.use_private_key(asio::buffer(shown.private_key_pem), asio::ssl::context::pem);
  servant_ = std::thread{[this] { serve_all(); }};
}

tls_server::~tls_server() {
  // Wakes the accepting thread; a close would not.
  ::shutdown(listener_.native_handle(), SHUT_RDWR);
  servant_.join();
}

void tls_server::serve_all() {
  for (;;) {
    boost::system::error_code problem;
    auto socket = listener_.accept(problem);
    if (problem) {
      return;
    }
    serve(std::move(socket));
  }
}

void tls_server::serve(tcp::socket socket) {
  asio::ssl::stream<tcp::socket> stream{std::move(socket), tls_};
  boost::system::error_code problem;
  stream.handshake(asio::ssl::stream_base::server, problem);
  std::string request;
  if (!problem) {
    // The body of a request to a language model ends its only line.
    asio::read_until(stream, asio::dynamic_buffer(request), "}]", problem);
  }
  if (!problem) {
    ++requests_;
    asio::write(stream, asio::buffer(response_), problem);
    stream.shutdown(problem);
  }
}

}  // namespace aurawell::net
