#include <algorithm>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "tests/support/socket_tools.hpp"
#include "tests/support/ws_client.hpp"

namespace aurawell::test_support {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

http::request<http::string_body> to_beast(std::uint16_t port, const http_request& from) {
  http::request<http::string_body> request;
  request.method_string(from.method);
  request.target(from.target);
  request.version(11);
  request.set(http::field::host, "127.0.0.1:" + std::to_string(port));
  request.set(http::field::connection, "close");
  request.body() = from.body;
  request.prepare_payload();
  for (const auto& [name, value] : from.headers) {
    request.set(name, value);
  }
  return request;
}

}  // namespace

std::string http_response::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& header) {
    return beast::iequals(header.first, beast::string_view{name.data(), name.size()});
  });
  return found != headers.end() ? found->second : std::string{};
}

http_response http_send(std::uint16_t port, const http_request& request) {
  asio::io_context io{1};
  asio::ip::tcp::socket socket{io};
  if (!connect_to(socket, port, 0, request.from)) {
    return {};
  }
  const auto outgoing = to_beast(port, request);
  beast::flat_buffer incoming;
  http::response_parser<http::string_body> parser;
  parser.skip(request.method == "HEAD");
  std::optional<beast::error_code> outcome;
  http::async_write(socket, outgoing, [&](const beast::error_code&, std::size_t) {
    // A server may refuse before it has read everything, so a failed write is not an error.
    http::async_read(socket, incoming, parser,
                     [&](const beast::error_code& fault, std::size_t) { outcome = fault; });
  });
  run_until(io, test_patience, [&] { return outcome.has_value(); });
  drop_pending(socket, io);
  if (!outcome || *outcome) {
    return {};
  }
  http_response response;
  response.status = static_cast<int>(parser.get().result_int());
  for (const auto& field : parser.get()) {
    response.headers.emplace_back(field.name_string(), field.value());
  }
  response.body = std::move(parser.get().body());
  return response;
}

http_response http_get(std::uint16_t port, const std::string& target, header_list headers) {
  http_request request;
  request.target = target;
  request.headers = std::move(headers);
  return http_send(port, request);
}

}  // namespace aurawell::test_support
