#include "tests/mock_llm/mock_llm.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <utility>

#include "net/server/io_threads.hpp"
#include "tests/mock_llm/connection.hpp"
#include "tests/mock_llm/ledger.hpp"
#include "tests/mock_llm/pacer.hpp"
#include "tests/mock_llm/responder.hpp"

namespace aurawell::mock {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

tcp::acceptor listening_socket(asio::io_context& loop, const mock_llm_options& options) {
  const tcp::endpoint endpoint{asio::ip::make_address(options.host), options.port};
  tcp::acceptor acceptor{loop, endpoint.protocol()};
  acceptor.set_option(tcp::acceptor::reuse_address{true});
  acceptor.bind(endpoint);
  acceptor.listen(4096);
  return acceptor;
}

}  // namespace

struct mock_llm::parts {
  /// State for the connections of one loop. Used only on that loop.
  struct lane {
    lane(asio::io_context& the_loop, const mock_llm_options& options, const responder& answers,
         ledger& counts)
        : loop{the_loop},
          clock{the_loop, options.tick},
          context{answers, counts, clock, scratch, open} {}

    asio::io_context& loop;
    pacer clock;
    write_batch scratch;
    std::unordered_set<connection*> open;
    connection_context context;
  };

  explicit parts(mock_llm_options wanted)
      : options{std::move(wanted)},
        answers{options, counts},
        loops{options.threads},
        acceptor{listening_socket(loops.loop(0), options)},
        retry{loops.loop(0)},
        port{acceptor.local_endpoint().port()} {
    for (std::size_t i = 0; i < loops.size(); ++i) {
      lanes.push_back(std::make_unique<lane>(loops.loop(i), options, answers, counts));
    }
    asio::post(loops.loop(0), [this] { accept(); });
  }

  void accept() {
    auto& next = *lanes[next_lane++ % lanes.size()];
    acceptor.async_accept(next.loop, [this, &next](const error_code& failure, tcp::socket socket) {
      if (failure == asio::error::operation_aborted) {
        return;
      }
      if (failure) {
        accept_later();
        return;
      }
      adopt(next, std::move(socket));
      accept();
    });
  }

  /// Out of descriptors, most likely: trying again at once would only spin.
  void accept_later() {
    retry.expires_after(std::chrono::milliseconds{20});
    retry.async_wait([this](const error_code& failure) {
      if (!failure) {
        accept();
      }
    });
  }

  void adopt(lane& into, tcp::socket socket) {
    if (counts.connections_open >= options.max_connections) {
      return;
    }
    auto made = std::make_shared<connection>(std::move(socket), into.context);
    asio::dispatch(into.loop, [made = std::move(made)] { made->start(); });
  }

  /// After the loops have stopped, no other thread uses this.
  void close_all() {
    error_code ignored;
    acceptor.close(ignored);
    for (const auto& one : lanes) {
      const auto open = one->open;
      for (auto* const client : open) {
        client->close();
      }
    }
  }

  const mock_llm_options options;
  ledger counts;
  const responder answers;
  net::io_threads loops;
  tcp::acceptor acceptor;
  asio::steady_timer retry;
  const std::uint16_t port;
  std::vector<std::unique_ptr<lane>> lanes;
  std::size_t next_lane = 0;
};

mock_llm::mock_llm(mock_llm_options options)
    : parts_{std::make_unique<parts>(std::move(options))} {}

mock_llm::~mock_llm() {
  stop();
}

std::uint16_t mock_llm::port() const noexcept {
  return parts_->port;
}

std::string mock_llm::base_url() const {
  return "http://" + parts_->options.host + ":" + std::to_string(port()) + "/v1";
}

mock_llm_stats mock_llm::stats() const {
  return parts_->counts.stats();
}

std::vector<std::chrono::steady_clock::time_point> mock_llm::abort_times() const {
  return parts_->counts.abort_times();
}

std::map<std::string, std::uint64_t> mock_llm::quirks_served() const {
  return parts_->counts.quirks_served();
}

void mock_llm::stop() {
  parts_->loops.stop();
  parts_->close_all();
}

}  // namespace aurawell::mock
