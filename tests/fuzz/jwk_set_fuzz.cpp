// The published keys of an issuer.
#include "net/auth/tokens/jwk_set.hpp"

#include "tests/fuzz/fuzz_target.hpp"

namespace aurawell::fuzz {

void run(std::string_view input) {
  const auto keys = net::read_jwk_set(input);
  if (!keys) {
    must(!keys.failure().detail.empty() && is_utf8(keys.failure().detail), "a failure is told");
    return;
  }
  must(!keys->empty() && keys->size() <= 32, "a set has 1 to 32 keys");
  for (const auto& [id, key] : *keys) {
    must(is_utf8(id), "a key's name is a text");
    must(!key.verifies("a text", ""), "nothing is verified without a signature");
    must(!key.verifies("a text", "no signature of it"), "a wrong signature is refused");
  }
}

}  // namespace aurawell::fuzz
