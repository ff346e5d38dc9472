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
#include "net/server/io_threads.hpp"
#include "net/server/loop_group.hpp"
#include "net/server/server_loop.hpp"
#include "net/socket/free_endpoint.hpp"

namespace aurawell::net {
namespace {

using boost::asio::ip::tcp;
using std::chrono::milliseconds;

http_site web_site() {
  return make_file_site(static_files{embedded_web_files(), embedded_web_version()});
}

}  // namespace

struct server::impl {
  struct part {
    std::shared_ptr<server_loop> loop;
    std::vector<std::shared_ptr<listener>> listeners;
  };

  listener& add_listener(part& to) const {
    return *to.listeners.emplace_back(std::make_shared<listener>(to.loop, loops, rest));
  }

  result<void> bind(tcp::endpoint endpoint);
  result<void> adopt(std::vector<listening_socket> inherited);

  template <class Action>
  void on_each_loop(const Action& action) {
    for (const auto& p : parts) {
      boost::asio::post(p.loop->io, [p, action] { action(p); });
    }
  }

  template <class Action>
  void on_each_listener(const Action& action) {
    on_each_loop([action](const part& p) {
      for (const auto& one : p.listeners) {
        action(*one);
      }
    });
  }

  std::shared_ptr<server_context> context;
  /// Null without chats.
  std::shared_ptr<rest_service> rest;
  io_threads& threads;
  std::shared_ptr<loop_group> loops = std::make_shared<loop_group>();
  std::vector<part> parts{};
  std::uint16_t port = 0;
  /// Sockets that differ; listeners beyond these share them.
  std::size_t sockets = 0;
  std::size_t first_to_close = 0;
};

result<void> server::impl::bind(tcp::endpoint endpoint) {
  for (auto& p : parts) {
    auto& own = add_listener(p);
    if (auto listening = own.listen(endpoint); !listening) {
      return listening;
    }
    endpoint.port(own.endpoint().port());
  }
  sockets = parts.size();
  return {};
}

/// Connections may wait at each socket. Loops without a socket share one: a further one at the port
/// would get connections before it is certain that this process will serve.
result<void> server::impl::adopt(std::vector<listening_socket> inherited) {
  sockets = inherited.size();
  for (std::size_t i = 0; i < std::max(sockets, parts.size()); ++i) {
    auto own = inherited[i % sockets].share();
    if (!own) {
      return own.failure();
    }
    if (auto adopted = add_listener(parts[i % parts.size()]).adopt(std::move(own).value());
        !adopted) {
      return adopted;
    }
  }
  return {};
}

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
    : impl_{std::make_unique<impl>(impl{std::move(context), nullptr, threads})} {
  if (impl_->context->chats) {
    impl_->rest = std::make_shared<rest_service>(impl_->context);
  }
  const auto tick = timeout_tick(impl_->context->options);
  for (std::size_t i = 0; i < threads.size(); ++i) {
    auto& io = threads.loop(i);
    auto loop = std::make_shared<server_loop>(
        server_loop{io, impl_->context, std::make_shared<loop_connections>(io, tick)});
    impl_->loops->add(loop);
    impl_->parts.push_back({std::move(loop), {}});
  }
}

server::~server() {
  for (const auto& p : impl_->parts) {
    const auto end = [p] {
      for (const auto& one : p.listeners) {
        one->stop();
      }
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
  auto listening = listen();
  if (listening) {
    accept();
  }
  return listening;
}

result<void> server::listen(std::vector<listening_socket> inherited) {
  const auto& options = impl_->context->options;
  if (inherited.empty()) {
    const auto found = free_endpoint(options.host, options.port);
    if (!found) {
      return found.failure();
    }
    if (auto bound = impl_->bind(*found); !bound) {
      return bound;
    }
  } else if (auto adopted = impl_->adopt(std::move(inherited)); !adopted) {
    return adopted;
  }
  const auto endpoint = impl_->parts.front().listeners.front()->endpoint();
  impl_->port = endpoint.port();
  logging::info("server.bound", {{"listener", options.listener},
                                 {"address", endpoint.address().to_string()},
                                 {"port", endpoint.port()}});
  return {};
}

result<std::vector<listening_socket>> server::share() const {
  std::vector<listening_socket> shared;
  const auto& parts = impl_->parts;
  // The order in which `adopt` has given them to the loops.
  for (std::size_t i = 0; i < impl_->sockets; ++i) {
    auto one = parts[i % parts.size()].listeners[i / parts.size()]->share();
    if (!one) {
      return one.failure();
    }
    shared.push_back(std::move(one).value());
  }
  return shared;
}

void server::accept() {
  impl_->on_each_listener([](listener& one) { one.run(); });
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

void server::release_listeners() {
  impl_->on_each_listener([](listener& one) { one.release(); });
}

void server::refuse_chats() noexcept {
  impl_->context->is_ending = true;
}

void server::stop_accepting() {
  refuse_chats();
  impl_->on_each_listener([](listener& one) { one.stop(); });
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
