#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "domain/ports/advice_store.hpp"

namespace aurawell::bench {

struct load_options {
  /// Who wait at the same time.
  std::uint32_t people = 1'000;
  /// Length of an answer.
  std::uint32_t text_bytes = 1'500;
  std::uint32_t seconds = 10;
};

struct load_outcome {
  /// How long each write took until it was durable; three writes for each answer.
  std::vector<double> milliseconds;
  double seconds = 0;

  double answers() const { return double(milliseconds.size()) / 3; }
};

/// All people at the same time through the store actor, which commits in groups.
load_outcome through_the_actor(std::shared_ptr<advice_store> kept, const load_options& config);

/// One write after the other, each in a transaction of its own.
load_outcome one_by_one(advice_store& kept, const load_options& config);

}  // namespace aurawell::bench
