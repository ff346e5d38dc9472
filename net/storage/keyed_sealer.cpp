#include "net/storage/keyed_sealer.hpp"

#include <cassert>

namespace aurawell::net {
namespace {

/// Never change it: what waits could not be opened any more.
value_place spooled() {
  return value_place{"spool.record"};
}

}  // namespace

keyed_sealer::keyed_sealer(const std::vector<encryption_key>& newest_first) : keys_{newest_first} {
  assert(keys_.has_keys());
}

std::string keyed_sealer::seal(std::string_view text) const {
  return keys_.seal(text, spooled()).bytes;
}

result<std::string> keyed_sealer::open(std::string_view sealed) const {
  return keys_.unseal(sealed, spooled());
}

}  // namespace aurawell::net
