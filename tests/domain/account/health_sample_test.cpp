#include <gtest/gtest.h>

#include "domain/account/account.hpp"

namespace aurawell {
namespace {

TEST(health_sample, has_a_kind_whose_name_reads_back) {
  for (const auto kind : {sample_kind::steps, sample_kind::sleep_minutes, sample_kind::weight_kg,
                          sample_kind::heart_rate, sample_kind::systolic_mmhg,
                          sample_kind::diastolic_mmhg, sample_kind::mood}) {
    EXPECT_EQ(sample_kind_from_string(to_string(kind)), kind);
    EXPECT_FALSE(unit_of(kind).empty());
    EXPECT_LT(range_of(kind).low, range_of(kind).high);
  }
  EXPECT_EQ(sample_kind_from_string("height"), std::nullopt);
}

}  // namespace
}  // namespace aurawell
