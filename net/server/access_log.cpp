#include "net/server/access_log.hpp"

#include <boost/beast/http/verb.hpp>

#include "domain/log/log.hpp"

namespace aurawell::net {
namespace {

std::chrono::milliseconds since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begin);
}

}  // namespace

void http_access::arrived(const request_message& request) {
  arrived_at = std::chrono::steady_clock::now();
  // What a client invents is "<unknown>".
  method = view(boost::beast::http::to_string(request.method()));
  request_bytes = request.body().size();
}

void log_access(const http_access& seen, const std::string& address, bool is_complete) {
  logging::info("access.request", {{"method", seen.method},
                                   {"route", seen.route},
                                   {"status", seen.status},
                                   {"request_bytes", seen.request_bytes},
                                   {"reply_bytes", seen.reply_bytes},
                                   {"duration_ms", since(seen.arrived_at)},
                                   {"complete", is_complete},
                                   {"address", logging::client_address{address}}});
}

void log_access(const http_access& seen, const std::string& address, bool is_complete,
                const connection_id& connection, const request_id& request) {
  logging::info("access.request", {{"method", seen.method},
                                   {"route", seen.route},
                                   {"status", seen.status},
                                   {"connection", connection},
                                   {"request", request},
                                   {"request_bytes", seen.request_bytes},
                                   {"reply_bytes", seen.reply_bytes},
                                   {"duration_ms", since(seen.arrived_at)},
                                   {"complete", is_complete},
                                   {"address", logging::client_address{address}}});
}

void log_access(const chat_access& seen, const connection_id& connection, const session_id& session,
                std::string_view reason) {
  logging::info("access.connection", {{"connection", connection},
                                      {"session", session},
                                      {"close_code", seen.close_code},
                                      {"reason", reason},
                                      {"messages", seen.messages},
                                      {"received_bytes", seen.received_bytes},
                                      {"frames", seen.frames},
                                      {"sent_bytes", seen.sent_bytes},
                                      {"duration_ms", since(seen.opened_at)},
                                      {"address", logging::client_address{seen.address}}});
}

}  // namespace aurawell::net
