#include "domain/safety/values/dose_limits.hpp"

#include <gtest/gtest.h>

namespace aurawell::safety {
namespace {

bool is_poisoning(quantity measured, drug of, double amount, const known_person& known = {},
                  person subject = person::unknown) {
  const measurement value{
      .measured = measured, .low = amount, .high = amount, .subject = subject, .of = of};
  return has(proved_by_dose(value, known), finding::poisoning);
}

TEST(dose_limits, begin_above_what_is_harmless) {
  EXPECT_FALSE(is_poisoning(quantity::drug_mass, drug::paracetamol, 4000));
  EXPECT_TRUE(is_poisoning(quantity::drug_mass, drug::paracetamol, 4001));
  EXPECT_FALSE(is_poisoning(quantity::drug_pieces, drug::paracetamol, 8));
  EXPECT_TRUE(is_poisoning(quantity::drug_pieces, drug::paracetamol, 9));
  EXPECT_FALSE(is_poisoning(quantity::drug_pieces, drug::sleeping, 4));
  EXPECT_TRUE(is_poisoning(quantity::drug_pieces, drug::sleeping, 5));
  EXPECT_FALSE(is_poisoning(quantity::drug_mass, drug::alcohol, 14 * 14'000));
  EXPECT_TRUE(is_poisoning(quantity::drug_mass, drug::alcohol, 15 * 14'000));
  EXPECT_FALSE(is_poisoning(quantity::drug_pieces, drug::harmless, 500));
}

TEST(dose_limits, fall_with_the_weight_and_for_children) {
  known_person light;
  light.weight_kg = 40;
  EXPECT_FALSE(is_poisoning(quantity::drug_mass, drug::paracetamol, 3000, light));
  EXPECT_TRUE(is_poisoning(quantity::drug_mass, drug::paracetamol, 3001, light));
  EXPECT_TRUE(is_poisoning(quantity::drug_pieces, drug::heart, 1, {}, person::child));
  EXPECT_FALSE(is_poisoning(quantity::drug_pieces, drug::heart, 1));
}

TEST(dose_limits, join_a_number_and_a_drug_that_were_told_apart) {
  known_person one;
  one.pieces = 12;
  EXPECT_TRUE(proved_by_doses(one).none());
  one.facts.set(static_cast<std::size_t>(fact::pills_taken));
  EXPECT_TRUE(proved_by_doses(one).none());
  one.drugs.set(static_cast<std::size_t>(drug::opioid));
  EXPECT_TRUE(has(proved_by_doses(one), finding::poisoning));
}

}  // namespace
}  // namespace aurawell::safety
