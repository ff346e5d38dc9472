// A relay between WebSocket clients and a language model as one writes it with Beast alone: one
// thread, no actors, no store. What the service costs is measured against it.
#include <CLI/CLI.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <string>

#include "tests/bench/references/beast/relay_session.hpp"

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using aurawell::reference::relay_context;

void accept(tcp::acceptor& acceptor, relay_context& context) {
  acceptor.async_accept([&](const boost::system::error_code& failure, tcp::socket socket) {
    if (failure == asio::error::operation_aborted) {
      return;
    }
    if (!failure) {
      aurawell::reference::serve_client(std::move(socket), context);
    }
    accept(acceptor, context);
  });
}

struct options {
  std::uint16_t port = 0;
  std::uint16_t model_port = 8080;
  std::string model = "mock";
  std::string general_model = "mock";
};

int serve(const options& wanted) {
  asio::io_context loop{1};
  relay_context context{loop, {}, wanted.model, wanted.general_model};
  auto& model_server = context.model_server;
  model_server.endpoint = {asio::ip::address_v4::loopback(), wanted.model_port};
  model_server.host = "127.0.0.1:" + std::to_string(wanted.model_port);
  model_server.path = "/v1/chat/completions";
  tcp::acceptor acceptor{loop, {asio::ip::address_v4::loopback(), wanted.port}};
  acceptor.listen(4096);
  asio::signal_set stop{loop, SIGINT, SIGTERM};
  stop.async_wait([&loop](const boost::system::error_code&, int) { loop.stop(); });
  accept(acceptor, context);
  std::printf("listening on ws://127.0.0.1:%u\n", unsigned{acceptor.local_endpoint().port()});
  std::fflush(stdout);
  loop.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  options wanted;
  CLI::App app{"The reference of the benchmarks: a relay with Beast alone, on 127.0.0.1."};
  app.add_option("--port", wanted.port, "0: any; the one chosen is printed");
  app.add_option("--model-port", wanted.model_port, "of the language model's server");
  app.add_option("--model", wanted.model, "that health_chat asks for");
  app.add_option("--general-model", wanted.general_model, "that general_chat asks for");
  CLI11_PARSE(app, argc, argv);
  try {
    return serve(wanted);
  } catch (const boost::system::system_error& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
