#include "tests/loadtest/latency_histogram.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace aurawell::loadtest {
namespace {

std::size_t bucket_of(std::uint64_t value, unsigned precision_bits) noexcept {
  const auto per_power = std::uint64_t{1} << precision_bits;
  if (value < per_power) {
    return value;
  }
  const auto shift = static_cast<unsigned>(std::bit_width(value)) - 1 - precision_bits;
  return (shift + 1) * per_power + ((value >> shift) - per_power);
}

std::uint64_t highest_in(std::size_t bucket, unsigned precision_bits) noexcept {
  const auto per_power = std::uint64_t{1} << precision_bits;
  if (bucket < per_power) {
    return bucket;
  }
  const auto shift = bucket / per_power - 1;
  return ((bucket % per_power + per_power + 1) << shift) - 1;
}

}  // namespace

latency_histogram::latency_histogram(unsigned precision_bits)
    : precision_bits_{precision_bits},
      buckets_((64 - precision_bits + 1) * (std::size_t{1} << precision_bits)) {}

void latency_histogram::add(std::chrono::nanoseconds duration) noexcept {
  const auto value = std::max(duration, std::chrono::nanoseconds{0});
  ++buckets_[bucket_of(static_cast<std::uint64_t>(value.count()), precision_bits_)];
  ++count_;
  max_ = std::max(max_, value);
}

void latency_histogram::merge(const latency_histogram& other) noexcept {
  assert(precision_bits_ == other.precision_bits_);
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    buckets_[i] += other.buckets_[i];
  }
  count_ += other.count_;
  max_ = std::max(max_, other.max_);
}

std::chrono::nanoseconds latency_histogram::quantile(double share) const noexcept {
  const auto wanted = std::max<std::uint64_t>(
      1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_))));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size() && count_ > 0; ++i) {
    seen += buckets_[i];
    if (seen >= wanted) {
      return std::min(max_, std::chrono::nanoseconds{
                                static_cast<std::int64_t>(highest_in(i, precision_bits_))});
    }
  }
  return std::chrono::nanoseconds{0};
}

}  // namespace aurawell::loadtest
