#include "domain/ports/account_store.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tests/net/storage/store/account_store_contract.hpp"

namespace aurawell {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TYPED_TEST(account_store_contract, a_profile_is_kept_per_member) {
  health::profile anna;
  anna.age_years = 41;
  anna.medical_conditions = {"高血压"};
  health::profile child;
  child.age_years = 3;
  ASSERT_TRUE(this->store().save_profile(member("u1", "u1"), child, at(0)));
  ASSERT_TRUE(this->store().save_profile(member("u1", "u1"), anna, at(1)));
  ASSERT_TRUE(this->store().save_profile(member("u1", "m1"), child, at(2)));
  const auto first = *this->store().load_profile(member("u1", "u1"));
  EXPECT_EQ(first.values, anna);
  EXPECT_EQ(first.updated_at, at(1));
  EXPECT_EQ(this->store().load_profile(member("u1", "m1"))->values, child);
  const auto never = *this->store().load_profile(member("u2", "m1"));
  EXPECT_EQ(never.values, health::profile{});
  EXPECT_FALSE(never.updated_at);
}

TYPED_TEST(account_store_contract, samples_come_newest_first) {
  const health_sample walk{sample_kind::steps, 5000, at(1), "watch"};
  const health_sample weight{sample_kind::weight_kg, 70.25, at(2), "scale"};
  const health_sample more{sample_kind::steps, 6000, at(3), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {weight, more, walk}));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1")})->samples,
              ElementsAre(more, weight, walk));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), sample_kind::steps})->samples,
              ElementsAre(more, walk));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), {}, at(3), 1})->samples,
              ElementsAre(weight));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), {}, {}, 0})->samples, IsEmpty());
  EXPECT_THAT(this->store().list_samples({member("u1", "m1")})->samples, IsEmpty());
}

TYPED_TEST(account_store_contract, a_sample_sent_again_replaces_its_value) {
  const health_sample first{sample_kind::mood, 2, at(1), "manual"};
  health_sample second = first;
  second.value = 4;
  health_sample other = first;
  other.source = "watch";
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {first}));
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {second, other}));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1")})->samples,
              ElementsAre(other, second));
}

/// All pages of one sample each, first to last.
template <class Store>
std::vector<health_sample> sample_by_sample(Store& store, sample_query query) {
  std::vector<health_sample> all;
  query.limit = 1;
  do {
    const auto page = store.list_samples(query).value();
    EXPECT_LE(page.samples.size(), 1U);
    all.insert(all.end(), page.samples.begin(), page.samples.end());
    query.page = page.next;
  } while (query.page && all.size() < 1'000);
  return all;
}

TYPED_TEST(account_store_contract, measurements_of_one_time_come_page_by_page) {
  std::vector<health_sample> steps;
  std::vector<health_sample> all;
  for (int i = 0; i < 20; ++i) {
    const auto source = "watch " + std::to_string(i);
    steps.push_back({sample_kind::steps, double(i), at(1 + i / 15), source});
    all.push_back({sample_kind::mood, 3, at(1), source});
    all.push_back(steps.back());
  }
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), all));
  ASSERT_TRUE(this->store().add_samples(member("u1", "m1"), all));
  EXPECT_THAT(sample_by_sample(this->store(), {member("u1", "u1")}),
              testing::UnorderedElementsAreArray(all));
  EXPECT_THAT(sample_by_sample(this->store(), {member("u1", "u1"), sample_kind::steps}),
              testing::UnorderedElementsAreArray(steps));
}

TYPED_TEST(account_store_contract, a_page_behind_nothing_known_is_empty) {
  const health_sample walk{sample_kind::steps, 5000, at(1), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {walk}));
  ASSERT_TRUE(this->store().add_samples(member("u2", "u2"), {walk}));
  for (const std::int64_t page : {std::int64_t{-1}, std::int64_t{2}, std::int64_t{99},
                                  std::numeric_limits<std::int64_t>::max()}) {
    const auto found = this->store().list_samples({member("u1", "u1"), {}, {}, 10, page}).value();
    EXPECT_THAT(found.samples, IsEmpty()) << page;
    EXPECT_FALSE(found.next);
  }
}

TYPED_TEST(account_store_contract, samples_of_an_account_are_counted) {
  const health_sample walk{sample_kind::steps, 5000, at(1), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {walk, walk}));
  ASSERT_TRUE(this->store().add_samples(member("u1", "m1"), {walk}));
  ASSERT_TRUE(this->store().add_samples(member("u2", "u2"), {walk}));
  EXPECT_EQ(*this->store().count_samples({"u1"}), 2U);
  EXPECT_EQ(*this->store().count_samples({"u3"}), 0U);
}

TYPED_TEST(account_store_contract, measurements_before_a_time_come_alone) {
  const health_sample high{sample_kind::systolic_mmhg, 121, at(1), "cuff"};
  const health_sample low{sample_kind::diastolic_mmhg, 79, at(1), "cuff"};
  const health_sample older{sample_kind::steps, 1, at(0), "watch"};
  ASSERT_TRUE(this->store().add_samples(member("u1", "u1"), {high, low, older}));
  EXPECT_THAT(this->store().list_samples({member("u1", "u1"), {}, at(1), 1})->samples,
              ElementsAre(older));
}

TYPED_TEST(account_store_contract, removes_measurements_of_a_time_and_a_kind) {
  const auto owned = member("u1", "a");
  const health_sample early{sample_kind::steps, 1, at(1), "watch"};
  const health_sample late{sample_kind::steps, 2, at(3), "watch"};
  const health_sample mood{sample_kind::mood, 3, at(1), "watch"};
  ASSERT_TRUE(this->store().add_samples(owned, {early, late, mood}));
  ASSERT_TRUE(this->store().add_samples(member("u1", "b"), {early}));
  EXPECT_EQ(*this->store().remove_samples({owned, at(2), sample_kind::steps}), 1U);
  EXPECT_THAT(this->store().list_samples({owned})->samples, ElementsAre(late, mood));
  EXPECT_EQ(*this->store().remove_samples({owned, at(3)}), 2U);
  EXPECT_EQ(*this->store().remove_samples({owned, at(3)}), 0U);
  EXPECT_EQ(this->store().list_samples({member("u1", "b")})->samples.size(), 1U);
}

TYPED_TEST(account_store_contract, removes_measurements_in_parts) {
  std::vector<health_sample> many;
  for (int i = 0; i < 2'500; ++i) {
    many.push_back({sample_kind::steps, 1, at(i), "watch"});
  }
  const auto owned = member("u1", "a");
  ASSERT_TRUE(this->store().add_samples(owned, many));
  ASSERT_TRUE(this->store().add_samples(member("u2", "a"), many));
  EXPECT_LT(*this->store().remove_samples({owned, at(9'999)}), 2'500U);
  EXPECT_GT(*this->conversations().remove_some({{"u1"}, member_id{"a"}}), 0U);
  EXPECT_EQ(*this->conversations().remove_some({{"u1"}}), 0U);
  EXPECT_EQ(*this->store().count_samples({"u1"}), 0U);
  EXPECT_EQ(*this->store().count_samples({"u2"}), 2'500U);
}

}  // namespace
}  // namespace aurawell
