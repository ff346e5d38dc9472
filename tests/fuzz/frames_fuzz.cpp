// Frames of a WebSocket client, whole and in parts.
#include "net/socket/frame_inspector.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

struct outcome {
  std::size_t passed = 0;
  std::size_t waiting = 0;
  std::optional<std::uint16_t> answer;

  bool operator==(const outcome&) const = default;
};

/// Returns false when there is an answer.
bool pass(net::frame_inspector& inspector, std::string_view bytes, outcome& seen) {
  const auto passed = inspector.pass(bytes);
  must(passed <= bytes.size(), "no more passes than came");
  seen.passed += passed;
  seen.waiting = inspector.waiting();
  seen.answer = inspector.answer();
  must(seen.answer ? passed < bytes.size() : passed == bytes.size(),
       "all passes, but for the byte that decides an answer");
  must(seen.waiting <= seen.passed, "what waits has passed");
  return !seen.answer;
}

}  // namespace

void run(std::string_view input) {
  net::frame_inspector at_once;
  outcome whole;
  if (!input.empty()) {
    pass(at_once, input, whole);
  }
  net::frame_inspector by_part;
  outcome parts;
  for_each_part(input, [&](std::string_view part) { return pass(by_part, part, parts); });
  must(whole.answer == parts.answer, "the cuts between reads change no answer");
  must(whole == parts, "the cuts between reads change nothing of what passes");
  must(!whole.answer || *whole.answer == 1002 || *whole.answer == 1007 || *whole.answer == 1014,
       "an answer is one of the three");
}

}  // namespace aurawell::fuzz
