#include "tests/mock_llm/fault_parts.hpp"

#include <utility>

namespace aurawell::mock {

script_step bytes(std::string_view text, std::uint64_t times) {
  return {script_step::kind::bytes, std::string{text}, times};
}

std::string text_event(std::string_view text) {
  return R"(data: {"choices":[{"index":0,"delta":{"content":")" + std::string{text} + "\"}}]}\n\n";
}

std::string finish_events() {
  return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
         "data: [DONE]\n\n";
}

script stream(std::vector<script_step> steps, ending end, std::string_view fields) {
  return {event_stream_head(fields), std::move(steps), end};
}

script bare(std::string head, std::vector<script_step> steps, ending end) {
  script out{std::move(head), std::move(steps), end};
  out.framing = transfer::bare;
  return out;
}

quirk fixed(std::string name, std::string help, script (*make)()) {
  // Made once and small, because making a bomb is slow.
  return {std::move(name), std::move(help), [made = make()](const quirk_case&) { return made; }};
}

}  // namespace aurawell::mock
