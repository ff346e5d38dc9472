// What a proxy says before its client's first byte.
#include "net/address/proxy_header.hpp"

#include <algorithm>

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

/// Reads as a connection does: only what is wanted, in pieces.
void run(std::string_view input) {
  using state = net::proxy_header::state;
  constexpr std::size_t limit = 2'048;
  std::size_t taken = 0;
  for (;;) {
    const auto header = net::proxy_header::read(input.substr(0, taken), limit);
    must((header.wanted() > 0) == (header.now() == state::incomplete),
         "only what is incomplete wants more");
    must(taken + header.wanted() <= limit, "a header has a limit");
    must(!header.client() || header.now() == state::complete, "only a whole header has a client");
    if (header.now() != state::incomplete || taken == input.size()) {
      return;
    }
    const auto more = std::min(header.wanted(), input.size() - taken);
    const auto by_halves = net::proxy_header::read(input.substr(0, taken + more / 2), limit);
    must(more < 2 || by_halves.now() != state::complete, "what is wanted is needed");
    taken += more;
  }
}

}  // namespace aurawell::fuzz
