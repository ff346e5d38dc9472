// What permessage-deflate would cost and save for frames with one token each: decision 5.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <array>
#include <boost/beast/zlib/deflate_stream.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "net/wire/wire_codec.hpp"

namespace {

using namespace aurawell;
namespace zlib = boost::beast::zlib;

/// zlib's level, by which Beast compresses unless told otherwise.
constexpr int usual_level = 8;
constexpr std::size_t flush_marker = 4;

constexpr std::array words{"Drink",   " a",    " glass", " of",    " water",  " before", " bed",
                           ",",       " keep", " the",   " room",  " dark",   " and",    " cool",
                           ".",       " 睡前", "半小时", "不要",   "看手机",  "，",      "可以",
                           "泡脚",    "。",    " If",    " it",    " does",   " not",    " get",
                           " better", " in",   " two",   " weeks", ",",       " see",    " a",
                           " doctor", ".",     "如果",   "两周",   "没有好转"};

/// The frames of one answer, as a client gets them that keeps up.
std::vector<std::string> answer_frames() {
  const auto names = std::make_shared<const request_scope>(
      request_scope{{"r_168587959ae2a77c8849257106cc612b"}, {"c_7013e02c5ae2a77c88492571"}});
  auto at = std::chrono::system_clock::now();
  std::vector<std::string> frames;
  for (event_seq seq = 1; seq <= 400; ++seq) {
    at += std::chrono::milliseconds{20};
    const auto* text = words[(seq * seq + seq / 7) % words.size()];
    net::encode_event({seq, at, names, answer_delta{text}}, frames.emplace_back());
  }
  return frames;
}

std::size_t allocated() {
  const auto now = mallinfo2();
  return now.uordblks + now.hblkhd;
}

/// As Beast compresses a message; returns the bytes on the wire.
std::size_t deflate(zlib::deflate_stream& stream, const std::string& frame,
                    std::array<char, 4096>& out) {
  zlib::z_params piece;
  piece.next_in = frame.data();
  piece.avail_in = frame.size();
  piece.next_out = out.data();
  piece.avail_out = out.size();
  boost::beast::error_code fault;
  for (const auto flush : {zlib::Flush::none, zlib::Flush::block, zlib::Flush::sync}) {
    stream.write(piece, flush, fault);
    if (fault && fault != zlib::error::need_buffers) {
      std::abort();
    }
    fault = {};
  }
  return piece.total_out - flush_marker;
}

/// Arguments: window bits, memory level, and whether a message refers to former ones.
void deflate_token(benchmark::State& state) {
  const auto frames = answer_frames();
  std::array<char, 4096> out{};
  const auto before = allocated();
  auto stream = std::make_unique<zlib::deflate_stream>();
  stream->reset(usual_level, static_cast<int>(state.range(0)), static_cast<int>(state.range(1)),
                zlib::Strategy::normal);
  deflate(*stream, frames.front(), out);
  const auto held = allocated() - before;
  std::size_t plain = 0;
  std::size_t sent = 0;
  std::size_t next = 1;
  for (auto _ : state) {
    const auto& frame = frames[next];
    next = next + 1 < frames.size() ? next + 1 : 0;
    if (state.range(2) == 0) {
      stream->reset();
    }
    plain += frame.size();
    sent += deflate(*stream, frame, out);
  }
  const auto each = static_cast<double>(state.iterations());
  state.counters["held_bytes"] = static_cast<double>(held);
  state.counters["plain_bytes"] = static_cast<double>(plain) / each;
  state.counters["sent_bytes"] = static_cast<double>(sent) / each;
}

BENCHMARK(deflate_token)
    ->ArgNames({"window", "memory", "takeover"})
    ->ArgsProduct({{9, 10, 11, 12, 13, 15}, {1, 4, 8}, {1}})
    ->Args({9, 1, 0})
    ->Args({15, 8, 0});

}  // namespace
