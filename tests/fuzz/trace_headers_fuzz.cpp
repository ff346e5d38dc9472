// The trace of a client: the first line is `traceparent`, the rest `tracestate`. The rest is also
// read as the response of a collector.
#include "net/trace/trace_headers.hpp"

#include <algorithm>

#include "net/trace/otlp/otlp_json.hpp"
#include "net/trace/trace_state.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

void check_state(std::string_view text) {
  const auto kept = net::bounded_trace_state(text);
  must(kept.size() <= net::most_state_bytes, "a state has a limit");
  must(std::all_of(kept.begin(), kept.end(), [](char c) { return c >= ' ' && c <= '~'; }),
       "a state holds nothing that could end a header");
  must(net::bounded_trace_state(kept) == kept, "a state that is read again is the same");
}

void check_parent(std::string_view parent, std::string_view state) {
  const auto read = net::read_trace(parent, state);
  must(!(read.parent && read.is_invalid), "a trace is valid or not");
  must(read.parent.has_value() || read.is_invalid == !parent.empty(), "only an empty text is none");
  if (!read.parent) {
    return;
  }
  must(read.parent->trace != trace_id{} && read.parent->span != span_id{}, "no id is 0");
  const auto text = net::to_traceparent(*read.parent);
  must(text.size() == 55 && text.substr(2, 51) == parent.substr(2, 51), "the ids stay");
  must(net::read_trace(text, read.parent->state) == read, "what was read can be written and read");
}

}  // namespace

void run(std::string_view input) {
  const auto end = std::min(input.find('\n'), input.size());
  const auto rest = input.substr(std::min(end + 1, input.size()));
  check_parent(input.substr(0, end), rest);
  check_state(rest);
  net::read_rejected_spans(rest);
}

}  // namespace aurawell::fuzz
