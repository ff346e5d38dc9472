#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "tests/mock_llm/body_writer.hpp"

namespace aurawell::mock {

/// How a response and its connection end.
enum class ending : unsigned char {
  finish,  ///< the body is complete, the connection stays open
  close,   ///< the body is complete, the connection is closed
  cut,     ///< the connection is closed (FIN) at any place of the body
  reset,   ///< the same with a reset (RST)
  stall,   ///< nothing more is sent, the connection stays open
};

/// One thing that a response sends.
struct script_step {
  enum class kind : unsigned char {
    bytes,         ///< `bytes`, `times` over
    half_answer,   ///< half the tokens of the answer, each at its time
    whole_answer,  ///< all remaining tokens, and the events that end the answer
  };
  static constexpr auto endless = std::numeric_limits<std::uint64_t>::max();

  kind type = kind::bytes;
  std::string bytes{};
  std::uint64_t times = 1;
  /// Before each time.
  std::chrono::milliseconds pause{0};
};

/// A response as a list of steps. It is small for any size of the response: long bodies are
/// repetitions or the answer, both made in pieces.
struct script {
  /// Status line and fields with the blank line, sent at once; may be empty.
  std::string head;
  std::vector<script_step> steps;
  ending end = ending::finish;
  transfer framing = transfer::chunked;
  content_coding coding = content_coding::none;
  /// Not an answer: counted as a refusal.
  bool refuses = false;
};

/// Head of a stream of events in chunks; `fields` are whole lines.
std::string event_stream_head(std::string_view fields = {});

/// A whole response with a body of `type`. `fields` are whole lines.
script whole_response(unsigned status, std::string_view type, std::string body,
                      std::string_view fields = {});

/// An error as OpenAI's API words it.
script refusal(unsigned status, std::string_view reason, std::string_view fields = {});

}  // namespace aurawell::mock
