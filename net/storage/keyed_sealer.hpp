#pragma once

#include <vector>

#include "net/storage/encryption_key.hpp"
#include "net/storage/text_sealer.hpp"
#include "net/storage/value_seal.hpp"

namespace aurawell::net {

/// Seals what waits in the spool with the keys of the database.
class keyed_sealer final : public text_sealer {
 public:
  /// @param newest_first At least one.
  explicit keyed_sealer(const std::vector<encryption_key>& newest_first);

  std::string seal(std::string_view text) const override;
  result<std::string> open(std::string_view sealed) const override;

 private:
  value_seal keys_;
};

}  // namespace aurawell::net
