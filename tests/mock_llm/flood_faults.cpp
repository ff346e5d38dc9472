#include "tests/mock_llm/content_coder.hpp"
#include "tests/mock_llm/fault_parts.hpp"
#include "tests/mock_llm/faults.hpp"

namespace aurawell::mock {
namespace {

constexpr std::uint64_t million = 1'000'000;
/// Of the bombs' content; 1,024 of them are a GiB.
constexpr std::size_t bomb_block_bytes = 1024 * 1024;

script bomb(std::string_view content) {
  const auto parts = make_gzip_bomb(content, 1024);
  return stream({bytes(parts.head), bytes(parts.block, parts.blocks), bytes(parts.tail)},
                ending::finish, "Content-Encoding: gzip\r\n");
}

script bomb_of_one_line() {
  return bomb(std::string(bomb_block_bytes, 'a'));
}

script bomb_of_events() {
  const auto event = text_event("");
  std::string content;
  while (content.size() < bomb_block_bytes) {
    content += event;
  }
  return bomb(content);
}

}  // namespace

std::vector<quirk> floods() {
  return {
      fixed("gzip_bomb_line", "1 GiB of one line in 1 MB of gzip", bomb_of_one_line),
      fixed("gzip_bomb_events", "1 GiB of empty events in a few MB of gzip", bomb_of_events),
      fixed("endless_header", "header fields for ever",
            [] {
              return bare(
                  "HTTP/1.1 200 OK\r\n",
                  {bytes("X-Filler: " + std::string(200, 'x') + "\r\n", script_step::endless)},
                  ending::stall);
            }),
      fixed("long_line", "a line of 16 MiB, then the answer",
            [] {
              return stream({bytes("data: {\"choices\":[{\"delta\":{\"content\":\""),
                             bytes(std::string(4096, 'a'), 4096), bytes("\"}}]}\n\n"), whole});
            }),
      fixed("empty_deltas", "a million events without text, then the answer",
            [] {
              return stream({bytes(text_event(""), million), whole});
            }),
      fixed("tiny_tokens", "a million tokens of one character",
            [] {
              return stream({bytes(text_event("a"), million),
                             bytes("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}"
                                   "\n\ndata: [DONE]\n\n")});
            }),
      fixed("endless_tokens", "tokens of one character for ever",
            [] { return stream({bytes(text_event("a"), script_step::endless)}); }),
  };
}

}  // namespace aurawell::mock
