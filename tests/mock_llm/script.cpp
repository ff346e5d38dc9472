#include "tests/mock_llm/script.hpp"

#include <boost/beast/http/status.hpp>
#include <utility>

namespace aurawell::mock {
namespace {

namespace http = boost::beast::http;

std::string quoted_reason(std::string_view reason) {
  std::string out;
  for (const auto c : reason) {
    const auto plain = static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
    out += plain ? c : '?';
  }
  return '"' + out + '"';
}

}  // namespace

std::string event_stream_head(std::string_view fields) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
         "Transfer-Encoding: chunked\r\n" +
         std::string{fields} + "\r\n";
}

script whole_response(unsigned status, std::string_view type, std::string body,
                      std::string_view fields) {
  script out;
  out.head = "HTTP/1.1 " + std::to_string(status) + " " +
             std::string{http::obsolete_reason(static_cast<http::status>(status))} +
             "\r\nContent-Type: " + std::string{type} +
             "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string{fields} +
             "\r\n";
  out.steps.push_back({script_step::kind::bytes, std::move(body)});
  out.framing = transfer::bare;
  out.refuses = status >= 300;
  return out;
}

script refusal(unsigned status, std::string_view reason, std::string_view fields) {
  return whole_response(status, "application/json",
                        R"({"error":{"message":)" + quoted_reason(reason) +
                            R"(,"type":"mock_error","code":)" + std::to_string(status) + "}}",
                        fields);
}

}  // namespace aurawell::mock
