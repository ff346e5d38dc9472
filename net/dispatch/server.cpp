#include "net/dispatch/server.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <future>
#include <utility>
#include <vector>

#include "domain/log/log.hpp"
#include "net/dispatch/listener.hpp"
#include "net/dispatch/rest_service.hpp"
#include "net/http/file_site.hpp"
#include "net/server/connection_list.hpp"
#include "net/server/free_endpoint.hpp"
#include "net/server/io_threads.hpp"
#include "net/server/loop_group.hpp"
#include "net/server/server_loop.hpp"

namespace aurawell::net {
namespace {

using boost::asio::ip::tcp;
using std::chrono::milliseconds;

/// Interval in which a loop checks its connections' timeouts: an eighth of the shortest timeout, so
/// that none is handled much too late.
milliseconds tick_of(const server_options& options) {
  const auto shortest =
      std::min({options.handshake_timeout, options.keep_alive_timeout, options.request_timeout,
                options.answer_timeout, options.heartbeat_interval, options.heartbeat_timeout,
                options.first_message_timeout, options.idle_timeout, options.write_timeout,
                options.close_timeout, options.tls_handshake_timeout});
  return std::clamp(shortest / 8, milliseconds{5}, milliseconds{1'000});
}

http_site web_site() {
  return make_file_site(static_files{embedded_web_files(), embedded_web_version()});
}

}  // namespace

struct server::impl {
  struct part {
    std::shared_ptr<server_loop> loop;
    std::shared_ptr<listener> accepts;
  };

  /// Posts `action` to the loop of every part.
  template <class Action>
  void on_each_loop(const Action& action) {
    for (const auto& p : parts) {
      boost::asio::post(p.loop->io, [p, action] { action(p); });
    }
  }

  std::shared_ptr<server_context> context;
  /// Null without chats.
  std::shared_ptr<rest_service> rest;
  io_threads& threads;
  std::vector<part> parts;
  std::uint16_t port = 0;
  std::size_t first_to_close = 0;
};

server::server(server_options options, io_threads& threads, const chat_backend& behind,
               std::shared_ptr<const served_certificate> shown)
    : server{std::make_shared<server_context>(std::move(options), behind, web_site(),
                                              std::move(shown)),
             threads} {}

server::server(server_options options, io_threads& threads, async_site site,
               std::shared_ptr<const served_certificate> shown)
    : server{std::make_shared<server_context>(std::move(options), std::nullopt, std::move(site),
                                              std::move(shown)),
             threads} {}

server::server(std::shared_ptr<server_context> context, io_threads& threads)
    : impl_{std::make_unique<impl>(impl{std::move(context), nullptr, threads, {}, 0, 0})} {
  if (impl_->context->chats) {
    impl_->rest = std::make_shared<rest_service>(impl_->context);
  }
  const auto tick = tick_of(impl_->context->options);
  const auto all = std::make_shared<loop_group>();
  for (std::size_t i = 0; i < threads.size(); ++i) {
    auto& io = threads.loop(i);
    auto loop = std::make_shared<server_loop>(
        server_loop{io, impl_->context, std::make_shared<loop_connections>(io, tick)});
    auto accepts = std::make_shared<listener>(loop, all, impl_->rest);
    all->add(loop);
    impl_->parts.push_back({std::move(loop), std::move(accepts)});
  }
}

server::~server() {
  for (const auto& p : impl_->parts) {
    const auto end = [p] {
      p.accepts->stop();
      p.loop->connections->abort_all();
    };
    auto ended = std::make_shared<std::promise<void>>();
    boost::asio::post(p.loop->io, [end, ended] {
      end();
      ended->set_value();
    });
    const auto done = ended->get_future();
    while (done.wait_for(milliseconds{10}) != std::future_status::ready) {
      if (p.loop->io.stopped()) {
        end();
        break;
      }
    }
  }
}

result<void> server::start() {
  const auto& options = impl_->context->options;
  const auto found = free_endpoint(options.host, options.port);
  if (!found) {
    return found.failure();
  }
  auto endpoint = *found;
  for (const auto& p : impl_->parts) {
    if (auto listening = p.accepts->listen(endpoint); !listening) {
      return listening;
    }
    endpoint.port(p.accepts->endpoint().port());
  }
  impl_->port = endpoint.port();
  impl_->on_each_loop([](const impl::part& p) { p.accepts->run(); });
  logging::info("server.bound",
                {{"address", endpoint.address().to_string()}, {"port", endpoint.port()}});
  return {};
}

std::uint16_t server::port() const noexcept {
  return impl_->port;
}

void server::adopt_limits(const server_options& changed) {
  impl_->context->adopt_limits(changed);
  if (impl_->rest) {
    impl_->rest->adopt_limits(changed.rest);
  }
}

void server::stop_accepting() {
  impl_->context->is_ending = true;
  impl_->on_each_loop([](const impl::part& p) { p.accepts->stop(); });
}

std::size_t server::close_done(std::size_t most, close_code code,
                               const std::function<std::string()>& reason) {
  std::size_t begun = 0;
  // Another loop is the first each time, so that none waits for the others.
  impl_->first_to_close = (impl_->first_to_close + 1) % impl_->parts.size();
  for (std::size_t i = 0; i < impl_->parts.size() && begun < most; ++i) {
    const auto& part = impl_->parts[(impl_->first_to_close + i) % impl_->parts.size()];
    std::packaged_task<std::size_t()> close{[&, left = most - begun] {
      return part.loop->connections->close_done(left, code, reason);
    }};
    auto count = close.get_future();
    boost::asio::post(part.loop->io, std::move(close));
    begun += count.get();
  }
  return begun;
}

std::shared_ptr<const connection_list> server::connections() const {
  std::vector<std::shared_ptr<server_loop>> loops;
  for (const auto& p : impl_->parts) {
    loops.push_back(p.loop);
  }
  return std::make_shared<const connection_list>(std::move(loops));
}

std::size_t server::open_sockets() const {
  return impl_->context->quota.open();
}

void server::close_all(close_code code, const std::string& reason) {
  impl_->on_each_loop(
      [code, reason](const impl::part& p) { p.loop->connections->shut_down_all(code, reason); });
}

bool server::drained(milliseconds patience) {
  return impl_->context->quota.wait_until_empty(patience);
}

}  // namespace aurawell::net
