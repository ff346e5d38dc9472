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

/// What the connections of one loop share. Touched by that loop only.
struct connection_context {
  const responder& answers;
  ledger& counts;
  pacer& clock;
  write_batch& scratch;
  /// Those that are open, so that stopping can close them.
  std::unordered_set<connection*>& open;
};

/// One client. Reads always, so that it hears at once when the client closes, and
/// writes without a completion handler as long as the kernel takes the bytes.
class connection : public paced, public std::enable_shared_from_this<connection> {
 public:
  connection(boost::asio::ip::tcp::socket socket, connection_context& context);

  /// From here on the connection keeps itself alive until it is closed.
  void start();
  void close();
  void on_due() override;

 private:
  using request_parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  void read();
  void on_read(const boost::system::error_code& failure, std::size_t count);
  void parse();
  void respond(response with);
  bool is_answering() const noexcept { return response_ && !response_->refuses(); }
  /// Whatever comes after what was written: the next step, the end, the next request.
  void go_on();
  void end_response();
  void write(std::string_view bytes);
  void wait_until_writable();
  void on_writable();

  boost::asio::ip::tcp::socket socket_;
  connection_context& context_;
  /// Where a read that is under way puts its bytes: `buffer_` moves when a request is taken
  /// out of it meanwhile.
  std::array<char, 4096> incoming_{};
  boost::beast::flat_buffer buffer_;
  std::optional<request_parser> parser_;
  std::optional<response> response_;
  /// How it ends, once its last step is written.
  std::optional<ending> end_;
  /// What the kernel did not take; the response rests until it has.
  std::string backlog_;
  bool scheduled_ = false;
  bool close_when_written_ = false;
};

}  // namespace aurawell::mock
