// A stream of events, whole and in parts.
#include "net/llm/answer/sse_parser.hpp"

#include <string>
#include <tuple>
#include <vector>

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {
namespace {

using net::sse_outcome;

constexpr std::size_t longest_event = 256;

struct reading {
  std::vector<std::tuple<std::string, std::string, std::string>> events;
  sse_outcome outcome = sse_outcome::more;

  bool operator()(const net::sse_event& event) {
    must(event.name.size() + event.data.size() + event.error.size() <= 2 * longest_event,
         "an event is no longer than its bound");
    events.emplace_back(event.name, event.data, event.error);
    return true;
  }
};

reading finished(net::sse_parser& parser, reading read) {
  if (read.outcome == sse_outcome::more) {
    read.outcome = parser.finish(read);
  }
  return read;
}

reading read_whole(std::string_view input) {
  net::sse_parser parser{longest_event};
  reading read;
  read.outcome = parser.feed(input, read);
  return finished(parser, std::move(read));
}

reading read_in_parts(std::string_view input) {
  net::sse_parser parser{longest_event};
  reading read;
  for_each_part(input, [&](std::string_view part) {
    read.outcome = parser.feed(part, read);
    return read.outcome == sse_outcome::more;
  });
  return finished(parser, std::move(read));
}

}  // namespace

void run(std::string_view input) {
  const auto whole = read_whole(input);
  const auto parts = read_in_parts(input);
  must(whole.events == parts.events, "the cuts between reads change no event");
  must(whole.outcome == parts.outcome, "the cuts between reads change no outcome");
}

}  // namespace aurawell::fuzz
