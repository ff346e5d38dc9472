#include "tests/mock_llm/fault_parts.hpp"
#include "tests/mock_llm/faults.hpp"

namespace aurawell::mock {
namespace {

/// The answer up to its finish reason, without usage and [DONE]; then `more`.
quirk finished(std::string name, std::string help, std::vector<script_step> more, ending end) {
  more.insert(more.begin(), whole);
  return {std::move(name), std::move(help), [more, end](quirk_case& now) {
            now.plan.usage = usage_report::never;
            now.plan.done = false;
            return std::optional{stream(more, end)};
          }};
}

}  // namespace

std::vector<quirk> odd_answers() {
  return {
      finished("finish_then_silence", "the answer and its finish reason, then silence", {},
               ending::stall),
      finished("finish_then_comments", "the answer and its finish reason, then only comments",
               {keep_alives}, ending::finish),
      finished("finish_then_cut", "the answer and its finish reason, then closes", {}, ending::cut),
      finished("finish_then_text", "text behind the finish reason, then silence",
               {bytes(text_event("never to be seen"))}, ending::stall),
      fixed("think_block", "thoughts between <think> and </think> before the answer",
            [] {
              return stream({bytes(text_event("<thi")), bytes(text_event("nk>\\nhm hm\\n</th")),
                             bytes(text_event("ink>\\n\\n")), whole});
            }),
      fixed("think_block_unopened", "thoughts that end with </think> and that nothing opens",
            [] {
              return stream({bytes(text_event("hm hm")), bytes(text_event("\\n</think")),
                             bytes(text_event(">\\n\\n")), whole});
            }),
      fixed("think_block_only", "thoughts in a block, and no answer",
            [] {
              return stream({bytes(text_event("<think>hm hm</think>\\n")), bytes(finish_events())});
            }),
      fixed("blank_answer", "white space, line ends and zero-width characters only",
            [] {
              return stream({bytes(text_event(" \\n")), bytes(text_event("\\u200b\\u3000\\ufeff")),
                             bytes(finish_events())});
            }),
  };
}

}  // namespace aurawell::mock
