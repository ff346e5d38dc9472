// What each station on the path of a token costs: the event of the model server, the session's
// log, the outbox of the connection, and the frame. Times of the network are in none of them.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <string>

#include "domain/chat/event_log.hpp"
#include "net/llm/answer/completion_decoder.hpp"
#include "net/llm/answer/sse_parser.hpp"
#include "net/server/outbox.hpp"
#include "net/socket/frame_inspector.hpp"
#include "net/wire/wire_codec.hpp"

namespace {

using namespace aurawell;

constexpr std::size_t max_event_bytes = 1024 * 1024;
constexpr std::string_view token = " tired";

std::shared_ptr<const request_scope> scope() {
  return std::make_shared<const request_scope>(
      request_scope{{"r_168587959ae2a77c8849257106cc612b"}, {"c_7013e02c5ae2a77c88492571"}});
}

std::string event_line() {
  return R"(data: {"id":"chatcmpl-7f","object":"chat.completion.chunk","created":1694268190,)"
         R"("model":"deepseek-chat","system_fingerprint":"fp_1","choices":[{"index":0,"delta":)"
         R"({"content":" tired"},"logprobs":null,"finish_reason":null}],"usage":null})"
         "\n\n";
}

/// Feeds `reads` again and again; they hold `events` events together.
template <class Reads>
void parse(benchmark::State& state, const Reads& reads, std::size_t events) {
  net::sse_parser parser{max_event_bytes};
  std::size_t seen = 0;
  for (auto _ : state) {
    for (const auto& read : reads) {
      const auto outcome = parser.feed(read, [&seen](const net::sse_event& event) {
        benchmark::DoNotOptimize(event.data.data());
        ++seen;
        return true;
      });
      benchmark::DoNotOptimize(outcome);
    }
  }
  if (seen != events * state.iterations()) {
    std::abort();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(seen));
}

void parse_one_event(benchmark::State& state) {
  parse(state, std::array{event_line()}, 1);
}

void parse_event_in_two_reads(benchmark::State& state) {
  const auto line = event_line();
  parse(state, std::array{line.substr(0, 100), line.substr(100)}, 1);
}

void parse_16_events_of_one_read(benchmark::State& state) {
  std::string together;
  for (int i = 0; i < 16; ++i) {
    together += event_line();
  }
  parse(state, std::array{together}, 16);
}

/// From the bytes of a read to the text of the token.
void parse_and_decode_one_event(benchmark::State& state) {
  const auto line = event_line();
  net::sse_parser parser{max_event_bytes};
  net::completion_decoder decoder;
  completion_batch batch;
  for (auto _ : state) {
    batch.text.clear();
    const auto outcome = parser.feed(line, [&](const net::sse_event& event) {
      return !decoder.read(std::string{event.data}, batch);
    });
    benchmark::DoNotOptimize(outcome);
    benchmark::DoNotOptimize(batch.text.data());
  }
}

/// One token in, one event out, as a session does for a client that keeps up.
void log_and_read(benchmark::State& state) {
  constexpr std::size_t kept_bytes = 512 * 1024;
  constexpr int answer_tokens = 1000;
  const auto names = scope();
  event_log log;
  int said = 0;
  for (auto _ : state) {
    const auto seq = log.append_delta(names, {}, token);
    auto page = log.read(seq - 1, kept_bytes);
    benchmark::DoNotOptimize(page.events.data());
    if (++said == answer_tokens) {
      said = 0;
      log.close_answer(names->request);
      log.trim(0);
    }
  }
}

/// A client that comes back takes an answer of so many tokens in one page.
void read_whole_answer(benchmark::State& state) {
  const auto names = scope();
  event_log log;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    log.append_delta(names, {}, token);
  }
  for (auto _ : state) {
    auto page = log.read(0, max_event_bytes);
    benchmark::DoNotOptimize(page.events.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// So many tokens wait and leave as one frame.
void outbox_in_and_out(benchmark::State& state) {
  const auto names = scope();
  net::outbox box{{max_event_bytes, 10'000}};
  event_seq seq = 0;
  for (auto _ : state) {
    for (std::int64_t i = 0; i < state.range(0); ++i) {
      std::vector<server_event> events;
      events.push_back({++seq, {}, names, answer_delta{std::string{token}}});
      box.append(std::move(events));
    }
    auto taken = box.take();
    benchmark::DoNotOptimize(taken);
    box.sent();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void encode(benchmark::State& state, const server_event& event) {
  std::string frame;
  for (auto _ : state) {
    frame.clear();
    net::encode_event(event, frame);
    benchmark::DoNotOptimize(frame.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(frame.size()));
}

void encode_token(benchmark::State& state) {
  encode(state, {17, std::chrono::system_clock::now(), scope(), answer_delta{std::string{token}}});
}

void encode_chinese_token(benchmark::State& state) {
  encode(state, {17, std::chrono::system_clock::now(), scope(), answer_delta{"睡眠，\n\"你好\""}});
}

void encode_end_of_8_kib(benchmark::State& state) {
  answer_summary summary;
  summary.text = std::make_shared<const std::string>(8192, 'x');
  encode(state, {17, std::chrono::system_clock::now(), scope(),
                 status_update{request_status::done, "Answer complete", summary}});
}

/// A client's masked text frame of so many bytes passes on to Beast.
void inspect_client_frame(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0));
  constexpr char masked_16_bit_length = '\xfe';
  std::string frame{'\x81', masked_16_bit_length, static_cast<char>(size >> 8U),
                    static_cast<char>(size & 0xffU)};
  frame += "abcd";
  frame.append(size, 'x');
  net::frame_inspector inspector;
  for (auto _ : state) {
    if (inspector.pass(frame) != frame.size()) {
      std::abort();
    }
    inspector.taken(inspector.waiting());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(frame.size()));
}

BENCHMARK(parse_one_event);
BENCHMARK(parse_event_in_two_reads);
BENCHMARK(parse_16_events_of_one_read);
BENCHMARK(parse_and_decode_one_event);
BENCHMARK(log_and_read);
BENCHMARK(read_whole_answer)->Arg(100)->Arg(10'000);
BENCHMARK(outbox_in_and_out)->Arg(1)->Arg(16);
BENCHMARK(encode_token);
BENCHMARK(encode_chinese_token);
BENCHMARK(encode_end_of_8_kib);
BENCHMARK(inspect_client_frame)->Arg(200)->Arg(8192);

}  // namespace
