// The body of OpenAI's chat/completions.
#include "net/http_chat/completion_body.hpp"

#include "tests/fuzz/command_json.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  const auto read = net::read_completion_body(input, {});
  if (!read) {
    must_be_tellable(read.failure());
    return;
  }
  must_be_question(read->question);
  must(is_utf8(read->model) && is_utf8(read->user), "model and user are texts");
  for (const auto& exchange : read->question.earlier.value_or(std::vector<past_exchange>{})) {
    must(is_utf8(exchange.question) && is_utf8(exchange.answer), "what was said is a text");
  }
}

}  // namespace aurawell::fuzz
