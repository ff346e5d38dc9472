// The cost of reading JSON: one event of a model server, which is on the path of a token, and
// messages of clients.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "net/http_chat/completion_body.hpp"
#include "net/llm/answer/completion_decoder.hpp"
#include "net/wire/wire_codec.hpp"

namespace {

using namespace aurawell;

std::string chunk_with(const std::string& text) {
  return R"({"id":"chatcmpl-7f","object":"chat.completion.chunk","created":1694268190,)"
         R"("model":"deepseek-chat","system_fingerprint":"fp_1","choices":[{"index":0,"delta":)"
         R"({"content":")" +
         text + R"("},"logprobs":null,"finish_reason":null}],"usage":null})";
}

void read_chunk(benchmark::State& state, const std::string& payload) {
  net::completion_decoder decoder;
  completion_batch batch;
  for (auto _ : state) {
    batch.text.clear();
    if (decoder.read(payload, batch)) {
      std::abort();
    }
    benchmark::DoNotOptimize(batch.text);
  }
}

void chunk(benchmark::State& state) {
  read_chunk(state, chunk_with(" tired"));
}

void escaped_chunk(benchmark::State& state) {
  read_chunk(state, chunk_with(R"(\u4f60\u597d\uff0c\n\ud83d\ude00)"));
}

void chunk_of_2_kib(benchmark::State& state) {
  read_chunk(state, chunk_with(std::string(1800, 'x')));
}

void read_frame(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    auto frame = net::decode_command(text, {});
    if (!frame) {
      std::abort();
    }
    benchmark::DoNotOptimize(frame);
  }
}

void question_frame(benchmark::State& state) {
  read_frame(state, R"({"type":"health_chat","request_id":"r-17","conversation_id":"conv_123",)"
                    R"("active_member_id":"user_123","data":{"message":"我最近总是很累，怎么办？",)"
                    R"("context":{"sleep_hours":6.5,"profile":{"age":41,"weight_kg":72.1}}}})");
}

void long_question_frame(benchmark::State& state) {
  std::string words;
  while (words.size() < 20'000) {
    words += "我最近总是很累 tired ";
  }
  read_frame(state, R"({"type":"health_chat","data":{"message":")" + words + "\"}}");
}

void completion_request_of_64_kib(benchmark::State& state) {
  std::string body = R"({"model":"m","stream":true,"messages":[)";
  while (body.size() < 64'000) {
    body += R"({"role":"user","content":"I am tired all day. What can I do about it?"},)"
            R"({"role":"assistant","content":"Sleep more, drink less coffee."},)";
  }
  body += R"({"role":"user","content":"Why?"}]})";
  for (auto _ : state) {
    auto read = net::read_completion_body(body, {});
    if (!read) {
      std::abort();
    }
    benchmark::DoNotOptimize(read);
  }
}

BENCHMARK(chunk);
BENCHMARK(escaped_chunk);
BENCHMARK(chunk_of_2_kib);
BENCHMARK(question_frame);
BENCHMARK(long_question_frame);
BENCHMARK(completion_request_of_64_kib);

}  // namespace
