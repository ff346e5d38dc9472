#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aurawell::reference {

/// The server of the language model, and the connections to it that are free again.
struct upstream {
  boost::asio::ip::tcp::endpoint endpoint;
  std::string host;
  /// "/v1/chat/completions"
  std::string path;
  std::vector<boost::asio::ip::tcp::socket> idle;
};

/// Hears one answer, on the loop's thread.
struct answer_handlers {
  std::function<void(std::string_view token)> on_token;
  /// The last call: empty for a whole answer.
  std::function<void(std::string_view failure)> on_end;
};

/// One answer of the model on its way. It keeps itself alive until its end.
class upstream_answer {
 public:
  virtual ~upstream_answer() = default;

  /// Closes the connection to the model; no handler is called any more.
  virtual void cancel() = 0;
};

/// Asks `model`. `from` outlives the answer.
std::shared_ptr<upstream_answer> ask(boost::asio::io_context& loop, upstream& from,
                                     std::string_view model, std::string_view question,
                                     answer_handlers handlers);

}  // namespace aurawell::reference
