// The body of a model server's refusal.
#include "net/llm/refusal/refusal.hpp"

#include <vector>

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  using enum net::request_member;
  constexpr net::member_set sent{stream_options, thinking, user_id, temperature, max_tokens};
  constexpr net::member_set may_go = sent | net::member_set{max_completion_tokens};
  // A copy of exactly its size, so that the sanitizer detects reads beyond it.
  const std::vector<char> copy{input.begin(), input.end()};
  const std::string_view body{copy.data(), copy.size()};
  for (const int status : {400, 413, 422, 500}) {
    const auto read = net::read_refusal(status, body, sent);
    must(read.members.without(may_go).empty(), "only what was sent is left out");
    must(status != 500 || read.members.empty(), "no member is refused with 500");
    must(status != 413 || read.too_long, "413 means the length");
    must(read == net::read_refusal(status, body, sent), "the same body means the same");
    must(net::read_refusal(status, body, {}).members.without(may_go).empty(),
         "nothing is refused where nothing was sent");
  }
  const auto words = net::read_refusal_words(body);
  for (const int status : {0, 400, 422, 500, 503}) {
    const auto read = net::read_refusal(status, words);
    must(status < 500 || read.members.empty(),
         "no member is refused with 500, also inside of an answer");
  }
}

}  // namespace aurawell::fuzz
