#include "tests/mock_llm/fault_parts.hpp"
#include "tests/mock_llm/faults.hpp"

namespace aurawell::mock {
namespace {

/// Interrupts the first answer; a request to continue it gets an answer.
std::optional<script> until_continued(const quirk_case& now, ending end) {
  if (!now.asked.partial_answer.empty()) {
    return std::nullopt;
  }
  return stream({half}, end);
}

std::optional<script> continued_from(quirk_case& now, std::uint32_t overlap) {
  now.plan.overlap = overlap;
  return until_continued(now, ending::cut);
}

}  // namespace

std::vector<quirk> silences() {
  return {
      fixed("stall_before_header", "not a byte", [] { return bare("", {}, ending::stall); }),
      fixed("stall_after_header", "the head and nothing more",
            [] { return stream({}, ending::stall); }),
      fixed("stall_mid_answer", "half the answer, then silence",
            [] { return stream({half}, ending::stall); }),
      fixed("stall_after_done", "the answer and [DONE], but the response does not end",
            [] { return stream({whole}, ending::stall); }),
      fixed("keep_alives_only", "the head, then a comment every 100 ms for ever",
            [] { return stream({keep_alives}); }),
      fixed("keep_alives_mid_answer", "half the answer, then only comments",
            [] {
              return stream({half, keep_alives});
            }),
      {"slow_drip", "a token every two seconds",
       [](quirk_case& now) {
         now.plan.rate = 0.5;
         return std::optional<script>{};
       }},
  };
}

std::vector<quirk> broken_connections() {
  return {
      fixed("cut_before_header", "closes instead of answering",
            [] { return bare("", {}, ending::cut); }),
      fixed("cut_inside_header", "closes within the head",
            [] { return bare("HTTP/1.1 200 OK\r\nContent-Ty", {}, ending::cut); }),
      fixed("cut_after_header", "closes behind the head", [] { return stream({}, ending::cut); }),
      fixed("cut_mid_answer", "closes behind half the answer",
            [] { return stream({half}, ending::cut); }),
      fixed("cut_inside_event", "closes within an event behind half the answer",
            [] {
              return stream({half, bytes(R"(data: {"choices":[{"index":0,"del)")}, ending::cut);
            }),
      fixed("cut_inside_character", "closes within a character behind half the answer",
            [] {
              return stream({half, bytes("data: {\"choices\":[{\"delta\":{\"content\":\"\xE5\x81")},
                            ending::cut);
            }),
      fixed("cut_after_done", "closes behind [DONE] without the end of the response",
            [] { return stream({whole}, ending::cut); }),
      fixed("reset_before_header", "resets instead of answering",
            [] { return bare("", {}, ending::reset); }),
      fixed("reset_after_header", "resets behind the head",
            [] { return stream({}, ending::reset); }),
      fixed("reset_mid_answer", "resets behind half the answer",
            [] { return stream({half}, ending::reset); }),
  };
}

std::vector<quirk> continuations() {
  return {
      {"cut_then_continue", "closes in mid-answer; asked to go on, it does",
       [](const quirk_case& now) { return until_continued(now, ending::cut); }},
      {"reset_then_continue", "resets in mid-answer; asked to go on, it does",
       [](const quirk_case& now) { return until_continued(now, ending::reset); }},
      {"stall_then_continue", "falls silent in mid-answer; asked to go on, it does",
       [](const quirk_case& now) { return until_continued(now, ending::stall); }},
      {"cut_then_restart", "closes in mid-answer; asked to go on, it begins anew",
       [](quirk_case& now) { return continued_from(now, now.plan.tokens); }},
      {"cut_then_overlap", "closes in mid-answer; goes on three tokens too early",
       [](quirk_case& now) { return continued_from(now, 3); }},
  };
}

}  // namespace aurawell::mock
