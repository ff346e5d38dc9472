#include "tests/fuzz/fuzz_target.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace aurawell::fuzz {

void must(bool holds, const char* claim) {
  if (!holds) {
    std::fprintf(stderr, "does not hold: %s\n", claim);
    std::abort();
  }
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const auto line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return line;
}

void for_each_part(std::string_view text, const std::function<bool(std::string_view)>& take) {
  std::minstd_rand random{static_cast<std::minstd_rand::result_type>(text.size())};
  for (const char c : text.substr(0, 64)) {
    random.seed(random() ^ static_cast<unsigned char>(c));
  }
  while (!text.empty()) {
    const std::size_t size = std::min<std::size_t>(1 + random() % 16, text.size());
    const std::vector<char> part{text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size)};
    if (!take({part.data(), part.size()})) {
      return;
    }
    text.remove_prefix(size);
  }
}

}  // namespace aurawell::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  aurawell::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
