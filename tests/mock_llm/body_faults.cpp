#include "tests/mock_llm/fault_parts.hpp"
#include "tests/mock_llm/faults.hpp"

namespace aurawell::mock {
namespace {

constexpr std::string_view close_field = "Connection: close\r\n";

script coded(content_coding coding, std::string_view name, std::vector<script_step> wanted,
             ending end) {
  auto out = stream(std::move(wanted), end, "Content-Encoding: " + std::string{name} + "\r\n");
  out.coding = coding;
  return out;
}

}  // namespace

std::vector<quirk> odd_framings() {
  static const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
  return {
      fixed("gzip", "the answer in gzip",
            [] { return coded(content_coding::gzip, "gzip", {whole}, ending::finish); }),
      fixed("deflate", "the answer in deflate",
            [] { return coded(content_coding::deflate, "deflate", {whole}, ending::finish); }),
      fixed("gzip_cut_mid_answer", "half the answer in gzip, then closes",
            [] { return coded(content_coding::gzip, "gzip", {half}, ending::cut); }),
      fixed("gzip_in_name_only", "says gzip, sends plain text",
            [] { return stream({whole}, ending::finish, "Content-Encoding: gzip\r\n"); }),
      fixed("http_1_0", "the answer in HTTP/1.0, ended by closing",
            [] {
              return bare("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", {whole},
                          ending::close);
            }),
      fixed("until_close", "HTTP/1.1 without length or chunks, ended by closing",
            [] { return bare(head + "\r\n", {whole}, ending::close); }),
      fixed("connection_close", "the answer with Connection: close",
            [] { return stream({whole}, ending::close, close_field); }),
      fixed("length_too_long", "Content-Length says 1 GB, the answer is shorter; closes",
            [] { return bare(head + "Content-Length: 1000000000\r\n\r\n", {whole}, ending::cut); }),
      fixed("length_too_short", "Content-Length says 600, the answer is longer; closes",
            [] { return bare(head + "Content-Length: 600\r\n\r\n", {whole}, ending::cut); }),
      fixed("chunk_size_garbled", "a chunk whose size is no number",
            [] {
              return bare(event_stream_head(), {bytes("5\r\n: hi\n\r\nsize\r\n")}, ending::cut);
            }),
      fixed("no_http", "a banner that is no HTTP",
            [] { return bare("220 mock ESMTP\r\n", {}, ending::cut); }),
  };
}

std::vector<quirk> odd_bodies() {
  return {
      fixed("octet_stream", "the answer labelled application/octet-stream",
            [] {
              auto out = stream({whole});
              out.head =
                  "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n";
              return out;
            }),
      {"json_answer", "one JSON object in place of a stream",
       [](quirk_case& now) {
         now.asked.stream = false;
         return std::optional<script>{};
       }},
      fixed("json_error", "200 with an error object in place of a stream",
            [] {
              return whole_response(200, "application/json",
                                    R"({"error":{"message":"no capacity","code":503}})");
            }),
      fixed("error_at_first", "200 and a stream whose only event is an error",
            [] {
              return stream(
                  {bytes("data: {\"error\":{\"message\":\"no capacity\",\"code\":503}}\n\n")});
            }),
      fixed("error_mid_answer", "an error event behind half the answer",
            [] {
              return stream(
                  {half,
                   bytes("data: {\"error\":{\"message\":\"lost a node\",\"code\":502}}\n\n")});
            }),
      fixed("double_done", "the answer with a second [DONE]",
            [] {
              return stream({whole, bytes("data: [DONE]\n\n")});
            }),
      fixed("done_only", "no text, only [DONE]",
            [] { return stream({bytes("data: [DONE]\n\n")}); }),
  };
}

}  // namespace aurawell::mock
