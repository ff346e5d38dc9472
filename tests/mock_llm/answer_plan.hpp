#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "domain/result.hpp"
#include "tests/mock_llm/answer_text.hpp"

namespace aurawell::mock {

/// How the bytes of the event stream are cut. Every piece is a separate TCP write and HTTP chunk,
/// so a reader sees the cut even if the kernel joins writes.
enum class chunking : unsigned char { token, line, byte, coalesce };

/// Where the token counts are sent.
enum class usage_report : unsigned char { finish, later, never };

/// Options of one answer.
struct answer_plan {
  std::uint32_t tokens = 200;
  /// Tokens per second; 0 means as fast as possible.
  double rate = 50;
  std::chrono::milliseconds first_token{200};
  answer_style text = answer_style::mixed;
  chunking cut = chunking::token;
  /// Tokens per write of `chunking::coalesce`.
  std::uint32_t coalesced = 1;
  usage_report usage = usage_report::finish;
  /// Each token begins with the time when it was sent; see `answer_stamp`.
  bool stamp = false;
  /// Reasoning tokens before the first of the answer.
  std::uint32_t reasoning = 0;
  /// Tokens after which the connection is closed; 0: never.
  std::uint32_t cut_after = 0;
  /// Tokens after which nothing more is sent while the connection stays open; 0: never.
  std::uint32_t stall_after = 0;
  /// Number of tokens of a partial answer that a continuation repeats.
  std::uint32_t overlap = 0;
  /// Whether [DONE] follows the finish reason.
  bool done = true;
  /// HTTP status sent in place of an answer; 0: none.
  std::uint32_t fail_status = 0;
};

/// A setting of `answer_plan` as text: an option of the program and a key in a model's name.
struct plan_key {
  std::string_view name;
  std::string_view help;
  result<void> (*apply)(answer_plan& plan, std::string_view value);
};

std::span<const plan_key> plan_keys() noexcept;

/// Returns `base` with the changes of a model name like "mock:tokens=50,rate=100" or, after the
/// name of a quirk, "quirk:NAME,tokens=50,rate=100". Other names change nothing. Fails for an
/// unknown key or an invalid value.
result<answer_plan> with_overrides(answer_plan base, std::string_view model);

/// "250ms", "2s", or a bare number of milliseconds; at most a day.
result<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace aurawell::mock
