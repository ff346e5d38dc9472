#include "tests/conformance/place.hpp"

#include <utility>

namespace aurawell::conformance {
namespace {

constexpr std::size_t kibibyte = 1024;

place with_accounts(listener_kind kind, address server) {
  place made;
  made.kind = kind;
  made.server = std::move(server);
  made.max_header_bytes = 16 * kibibyte;
  made.max_body_bytes = 64 * kibibyte;
  made.page = "/api/v1/health";
  made.target = "/api/v1/user/profile?user_id=writer";
  made.written = 200;
  return made;
}

}  // namespace

place clients_port(std::uint16_t port) {
  return with_accounts(listener_kind::clients, {port, {}});
}

place gateway_socket(std::string path) {
  return with_accounts(listener_kind::gateway, {0, std::move(path)});
}

place operators_port(std::uint16_t port) {
  place made;
  made.kind = listener_kind::operators;
  made.server.port = port;
  made.max_header_bytes = 8 * kibibyte;
  made.max_body_bytes = kibibyte;
  made.page = "/livez";
  made.target = "/livez";
  made.written = 405;
  return made;
}

std::string place::get(std::string_view header_lines) const {
  return "GET " + page + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{header_lines} + "\r\n";
}

std::string place::put(std::string_view header_lines, std::string_view body) const {
  return "PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
         std::string{header_lines} + "\r\n" + std::string{body};
}

std::string place::put_chunked(std::string_view body) const {
  return put("Transfer-Encoding: chunked\r\n", body);
}

std::string hidden_request(std::string_view user) {
  return "PUT /api/v1/user/profile?user_id=" + std::string{hidden_prefix} + std::string{user} +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "Content-Length: 10\r\n\r\n{\"age\":77}";
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string made;
  made.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    made += text;
  }
  return made;
}

}  // namespace aurawell::conformance
