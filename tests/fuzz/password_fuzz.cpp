// A new password; the following lines have facts about its owner.
#include <cmath>
#include <string>
#include <vector>

#include "net/auth/passwords/password_strength.hpp"
#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  const std::string password{take_line(input)};
  std::vector<std::string> known;
  while (!input.empty() && known.size() < 3) {
    known.emplace_back(take_line(input));
  }
  const auto bits = net::password_bits(password, known);
  must(std::isfinite(bits) && bits >= 0, "a strength is a number of bits");
  must(net::password_bits(password, known) == bits, "the same password is as strong again");
  must(bits <= net::password_bits(password, {}) + 1e-6, "what is known makes nothing stronger");
}

}  // namespace aurawell::fuzz
