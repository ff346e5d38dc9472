// Bytes that should be UTF-8, whole and in parts.
#include "net/json/utf8_repair.hpp"

#include <string>

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  const std::string whole = net::repaired_utf8(input);
  must(is_utf8(whole), "a repaired text is UTF-8");
  must(!is_utf8(input) || whole == input, "what is UTF-8 stays as it is");
  net::utf8_repair repair;
  std::string parts;
  for_each_part(input, [&](std::string_view part) {
    repair.append(part, parts);
    must(is_utf8(parts), "a text so far is UTF-8");
    return true;
  });
  repair.finish(parts);
  must(parts == whole, "the cuts between parts change nothing");
}

}  // namespace aurawell::fuzz
