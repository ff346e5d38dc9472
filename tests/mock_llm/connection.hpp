#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "tests/mock_llm/ledger.hpp"
#include "tests/mock_llm/pacer.hpp"
#include "tests/mock_llm/responder.hpp"
#include "tests/mock_llm/response.hpp"
#include "tests/mock_llm/write_batch.hpp"

namespace aurawell::mock {

class connection;

/// Shared by the connections of one loop. Used only on that loop.
struct connection_context {
  const responder& answers;
  ledger& counts;
  pacer& clock;
  write_batch& scratch;
  /// Open connections, which `stop` closes.
  std::unordered_set<connection*>& open;
};

/// One client. Always reads, so that it notices a close at once. Writes without a completion
/// handler while the kernel accepts the bytes.
class connection : public paced, public std::enable_shared_from_this<connection> {
 public:
  connection(boost::asio::ip::tcp::socket socket, connection_context& context);

  /// From now on the connection keeps itself alive until it is closed.
  void start();
  void close();
  void on_due() override;

 private:
  using request_parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  void read();
  void on_read(const boost::system::error_code& failure, std::size_t count);
  void parse();
  void respond(response reply);
  bool is_answering() const noexcept { return response_ && !response_->refuses(); }
  /// Continues after a write: the next step, the end, or the next request.
  void send_next();
  void end_response();
  void write(std::string_view bytes);
  void wait_until_writable();
  void on_writable();

  boost::asio::ip::tcp::socket socket_;
  connection_context& context_;
  /// Target of a pending read, because `buffer_` moves when a request is removed from it meanwhile.
  std::array<char, 4096> incoming_{};
  boost::beast::flat_buffer buffer_;
  std::optional<request_parser> parser_;
  std::optional<response> response_;
  /// How the response ends after its last step is written.
  std::optional<ending> end_;
  /// Bytes that the kernel did not accept; the response pauses until it does.
  std::string backlog_;
  bool scheduled_ = false;
  bool close_when_written_ = false;
};

}  // namespace aurawell::mock
