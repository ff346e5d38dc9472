// No line of the log contains text of a model's server, however malformed it is.

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <future>

#include "tests/integration/running_program.hpp"
#include "tests/integration/service.hpp"
#include "tests/mock_llm/corpus_quirks.hpp"
#include "tests/net/llm/scripted_server.hpp"
#include "tests/support/temp_folder.hpp"

namespace aurawell {
namespace {

using namespace test_support;
using net::scripted_server;
using act = scripted_server::act;
using script = scripted_server::script;

constexpr std::string_view mark = "payloadwords";

/// `stream` with the mark at the beginning of each of its strings and plain lines.
std::string marked(std::string_view stream) {
  std::string text;
  for (std::size_t at = 0; at < stream.size(); ++at) {
    text += stream[at];
    const auto so_far = std::string_view{text};
    if (so_far.ends_with(":\"") || so_far.ends_with("data: ") || so_far.ends_with("error: ")) {
      const auto is_json = !so_far.ends_with('"') && at + 1 < stream.size() &&
                           (stream[at + 1] == '{' || stream[at + 1] == '[');
      text += is_json ? std::string_view{} : mark;
    }
  }
  return text;
}

/// The same, without changing the values that decide about an answer.
std::string marked_words(std::string_view stream) {
  std::string text;
  for (std::size_t at = 0; at < stream.size(); ++at) {
    text += stream[at];
    for (const std::string_view member : {"\"content\":\"", "\"reasoning\":\"", "\"message\":\"",
                                          "\"reasoning_content\":\"", "\"text\":\""}) {
      if (std::string_view{text}.ends_with(member)) {
        text += mark;
      }
    }
  }
  return text;
}

script body(const std::string& bytes) {
  // An empty chunk would be the last one.
  const auto chunks = bytes.empty() ? std::string{} : net::chunk(bytes);
  return {{act::send, net::chunked_head() + chunks + net::last_chunk()}};
}

std::vector<script> faults_outside_the_body() {
  const std::string word{mark};
  const std::string error = R"({"error":{"message":")" + word + R"(","type":")" + word +
                            R"(","code":")" + word + R"(","param":")" + word + "\"}}";
  std::vector<script> all;
  for (const std::string status : {"302", "400", "401", "404", "422", "429", "500", "503"}) {
    all.push_back(
        {{act::send, net::response(status + " " + word,
                                   "Content-Type: text/" + word + "\r\nLocation: http://" +
                                       "127.0.0.1:9/" + word + "?key=" + word +
                                       "\r\nRetry-After: " + word + "\r\nX-Words: " + word + "\r\n",
                                   error)}});
    all.push_back({{act::send, net::response(status + " x", "", word + " is no JSON")}});
  }
  for (const std::string& head :
       {"HTTP/1.1 200 OK\r\nContent-Encoding: br" + word + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: " + word + "\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: " + word + "\r\n\r\n" + word,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + word + "\r\n",
        "HTTP/9.9 " + word + "\r\n\r\n", word + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: " + word + "\r\n\r\n" + word}) {
    all.push_back({{act::send, head}, {act::close}});
  }
  const std::string chunk = R"(data: {"choices":[{"index":0,"delta":{"content":")" + word;
  for (const std::string& broken :
       {chunk, chunk + "\"}}]\n\n", chunk + "\"}]}}\n\n", "data: " + word + "\n\n",
        chunk + "\\x\"}}]}\n\n", chunk + std::string(2 * 1024 * 1024, 'x'),
        R"(data: {"choices":[{"index":0,"delta":{},"finish_reason":")" + word + "\"}]}\n\n"}) {
    all.push_back(body(broken));
  }
  return all;
}

std::vector<script> all_faults() {
  auto all = faults_outside_the_body();
  for (const auto& stream : mock::embedded_corpus()) {
    all.push_back(body(marked(stream.bytes)));
    all.push_back(body(marked_words(stream.bytes)));
    // A brace is missing.
    auto cut = marked_words(stream.bytes);
    if (const auto brace = cut.rfind('}'); brace != std::string::npos) {
      cut.erase(brace, 1);
    }
    all.push_back(body(cut));
  }
  return all;
}

TEST(log_privacy_upstream, holds_whatever_a_models_server_sends) {
  const auto faults = all_faults();
  scripted_server upstream{faults};
  temp_folder folder;
  const auto file = (folder / "aurawell.toml").string();
  std::ofstream{file} << "storage.url = \"memory:\"\nadmin.port = 0\nserver.port = 0\n"
                      << "log.level = \"trace\"\nlimits.messages_per_user = 0\n"
                      << "limits.messages_per_address = 0\n"
                      << "[pools.health_chat]\nproviders = [\"strange\"]\n"
                      << "[providers.strange]\nmodel = \"mock\"\nmax_retries = 0\n"
                      << "continuation = \"off\"\nbreaker.min_requests = 1000000\n"
                      << "base_url = \"" << upstream.base_url() << "\"\n";
  running_program program{{"--config", file}};
  const auto port = program.port();
  ASSERT_NE(port, 0);
  // Read continuously: a full pipe would block the program.
  auto log = std::async(std::launch::async, [&] { return program.whole_log(); });
  ws_client client{port, "/ws/chat/ann?lang=en"};
  ASSERT_TRUE(client.connected());
  // A request that is repeated without a member needs two.
  for (std::size_t asked = 0; asked < faults.size() && !HasFailure(); ++asked) {
    client.send(R"({"type":"health_chat","data":{"message":"Why am I tired?"}})");
    read_answer(client);
  }
  client.close();
  program.signal(SIGTERM);
  const auto lines = log.get();
  EXPECT_EQ(program.wait(), 0);
  EXPECT_GE(upstream.requests().size(), faults.size());
  std::size_t garbled = 0;
  for (const auto& line : lines) {
    EXPECT_EQ(line.find(mark), std::string::npos) << line;
    garbled += line.find("bytes is not JSON") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(garbled, 10U);
}

}  // namespace
}  // namespace aurawell
