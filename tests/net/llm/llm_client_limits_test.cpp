// The memory that a malicious upstream can use in this process.
#include <gmock/gmock.h>
#include <zlib.h>

#include <array>

#include "net/llm/llm_client.hpp"
#include "tests/net/llm/llm_fixture.hpp"

namespace aurawell::net {
namespace {

using testing::HasSubstr;

constexpr std::size_t mib = 1024 * 1024;

class llm_client_limits : public llm_fixture {
 protected:
  /// Size of the response: `times` times `piece`, practically endless.
  static scripted_server::script flood(const std::string& head, const std::string& piece,
                                       std::size_t times) {
    scripted_server::script script{{act::send, head}};
    for (std::size_t i = 0; i < times; ++i) {
      script.push_back({act::send, piece});
    }
    script.push_back({act::stall});
    return script;
  }

  void expect_failure(scripted_server& server, const llm_options& options, const char* detail) {
    const auto one = ask(client_of(server, options));
    const auto failure = one.sink->wait_for_end();
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->cause.code, ec::upstream_failed);
    EXPECT_TRUE(failure->retryable);
    EXPECT_THAT(failure->cause.detail, HasSubstr(detail));
  }
};

std::string compressed(std::string_view plain) {
  z_stream state{};
  EXPECT_EQ(deflateInit2(&state, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&state, plain.size()), '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));  // zlib reads only
  state.avail_in = static_cast<uInt>(plain.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&state, Z_FINISH), Z_STREAM_END);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

TEST_F(llm_client_limits, gives_up_a_line_of_sixteen_mebibytes) {
  scripted_server server{
      flood(chunked_head() + chunk("data: "), chunk(std::string(64 * 1024, 'x')), 256)};
  expect_failure(server, {}, "oversized part");
}

TEST_F(llm_client_limits, gives_up_an_endless_header) {
  scripted_server server{
      flood("HTTP/1.1 200 OK\r\n", "X-Padding: " + std::string(4096, 'x') + "\r\n", 64)};
  expect_failure(server, {}, "response header is oversized");
}

TEST_F(llm_client_limits, gives_up_endless_interim_responses) {
  scripted_server server{flood("", "HTTP/1.1 103 Early Hints\r\nX-Hint: 1234567890\r\n\r\n", 2048)};
  expect_failure(server, {}, "response header is oversized");
}

TEST_F(llm_client_limits, gives_up_an_endless_trailer) {
  llm_options options;
  options.max_header_bytes = 2048;
  scripted_server server{flood(chunked_head() + chunk(text_event("a")) + "0\r\n",
                               "X-Trailer: " + std::string(128, 'x') + "\r\n", 64)};
  expect_failure(server, options, "response header is oversized");
}

TEST_F(llm_client_limits, reads_a_header_of_just_the_limit) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: ";
  const auto body = text_event("a") + end_events();
  const auto length = std::to_string(body.size()) + "\r\nX-Padding: ";
  llm_options options;
  options.max_header_bytes = 4096;
  const std::string padding(4096 - head.size() - length.size() - 4, 'x');
  for (const auto* more : {"", "x"}) {
    scripted_server server{{{act::send, head + length + padding + more + "\r\n\r\n" + body}}};
    const auto one = ask(client_of(server, options));
    EXPECT_EQ(one.sink->wait_for_end().has_value(), *more != '\0');
  }
}

TEST_F(llm_client_limits, gives_up_endless_keep_alives_by_their_bytes) {
  std::string comments;
  while (comments.size() < 64 * 1024) {
    comments += ": keep-alive\n\n";
  }
  llm_options options;
  options.max_body_bytes = 2 * mib;
  scripted_server server{flood(chunked_head(), chunk(comments), 64)};
  expect_failure(server, options, "answer is oversized");
}

TEST_F(llm_client_limits, gives_up_endless_empty_deltas_by_their_bytes) {
  const std::string empty = "data: {\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n";
  std::string many;
  while (many.size() < 64 * 1024) {
    many += empty;
  }
  llm_options options;
  options.max_body_bytes = 1 * mib;
  scripted_server server{flood(chunked_head(), chunk(many), 32)};
  expect_failure(server, options, "answer is oversized");
}

TEST_F(llm_client_limits, gives_up_a_compressed_event_that_grows) {
  const auto bomb = compressed("data: " + std::string(32 * mib, 'x'));
  EXPECT_LT(bomb.size(), 64 * 1024U);
  scripted_server server{{{act::send, response("200 OK", "Content-Encoding: gzip\r\n", bomb)}}};
  expect_failure(server, {}, "oversized part");
}

TEST_F(llm_client_limits, gives_up_a_compressed_body_that_grows) {
  std::string blank_lines(32 * mib, '\n');
  const auto bomb = compressed(blank_lines);
  scripted_server server{{{act::send, response("200 OK", "Content-Encoding: gzip\r\n", bomb)}}};
  expect_failure(server, {}, "answer is oversized");
}

TEST_F(llm_client_limits, gives_up_what_is_compressed_in_a_way_that_nobody_asked_for) {
  for (const auto* header : {"Content-Encoding: zstd\r\n", "Content-Encoding: gzip, br\r\n",
                             "Content-Encoding: BR\r\n"}) {
    scripted_server server{{{act::send, response("200 OK", header, std::string(1024, 'x'))}}};
    expect_failure(server, {}, "encoding unknown here");
  }
}

TEST_F(llm_client_limits, follows_no_redirect) {
  scripted_server elsewhere{answer("stolen")};
  for (const auto* status : {"301 Moved", "302 Found", "307 Temporary", "308 Permanent"}) {
    scripted_server server{
        {{act::send, response(status, "Location: " + elsewhere.base_url() + "/x?y=z\r\n", "")}}};
    const auto one = ask(client_of(server));
    const auto failure = one.sink->wait_for_end();
    ASSERT_TRUE(failure) << status;
    EXPECT_FALSE(failure->retryable) << status;
  }
  EXPECT_EQ(elsewhere.connections(), 0U);
}

}  // namespace
}  // namespace aurawell::net
