"""What counters say between two times."""

import math
import unittest

import support  # noqa: F401 - finds the package
from rollout.counting import Instances, Series, bucket_counts, growth, quantile, restarts, total

TARGET = {"job": "aurawell", "instance": "a:1"}


def series(*samples, **labels):
    return Series({**TARGET, **labels}, list(samples))


NOBODY = Instances([], [])
SCRAPED = Instances([series((5, 1), (10, 1))], [series((5, 1), (10, 1))])


class Growth(unittest.TestCase):
    def test_counts_from_the_last_sample_before_the_window(self):
        self.assertEqual(growth(series((1, 5), (9, 10), (11, 12), (15, 20)), 10, NOBODY), 10)

    def test_a_sample_at_the_begin_is_before_the_window(self):
        self.assertEqual(growth(series((10, 10), (11, 12)), 10, NOBODY), 2)

    def test_nothing_in_the_window_is_nothing(self):
        self.assertEqual(growth(series((1, 5), (9, 10)), 10, NOBODY), 0)
        self.assertEqual(growth(series(), 10, NOBODY), 0)

    def test_a_reset_counts_from_zero(self):
        self.assertEqual(growth(series((9, 100), (11, 110), (12, 3), (13, 7)), 10, NOBODY), 17)

    def test_the_first_error_of_a_known_target_counts(self):
        self.assertEqual(growth(series((11, 1), (12, 4)), 10, SCRAPED), 4)

    def test_a_long_past_that_nobody_saw_does_not_count(self):
        self.assertEqual(growth(series((11, 5000), (12, 5004)), 10, NOBODY), 4)

    def test_all_of_a_younger_process_counts(self):
        young = Instances([series((11, 1))], [series((11, 10.5))])
        self.assertEqual(growth(series((11, 30), (12, 31)), 10, young), 31)

    def test_a_scrape_that_failed_knows_nothing(self):
        down = Instances([series((5, 0), (10, 0))], [])
        self.assertEqual(growth(series((11, 30), (12, 31)), 10, down), 1)

    def test_another_target_proves_nothing(self):
        other = Instances([Series({"job": "aurawell", "instance": "b:1"}, [(5, 1)])], [])
        self.assertEqual(growth(series((11, 30), (12, 31)), 10, other), 1)

    def test_several_series_are_added(self):
        self.assertEqual(total([series((9, 1), (11, 3), pool="a"), series((9, 1), (11, 5), pool="b")], 10, NOBODY), 6)
        self.assertEqual(total([], 10, NOBODY), 0)


class Quantile(unittest.TestCase):
    def test_is_linear_inside_a_bucket(self):
        self.assertAlmostEqual(quantile(0.95, {0.1: 0, 0.2: 100, math.inf: 100}), 0.195)
        self.assertAlmostEqual(quantile(0.5, {0.1: 10, math.inf: 10}), 0.05)

    def test_above_all_bounds_it_is_the_highest(self):
        self.assertEqual(quantile(0.95, {0.1: 1, 10.0: 2, math.inf: 100}), 10.0)

    def test_is_at_the_bound_of_a_full_bucket(self):
        self.assertAlmostEqual(quantile(0.95, {0.1: 95, 0.2: 100, math.inf: 100}), 0.1)

    def test_without_observations_there_is_none(self):
        for counts in ({}, {0.1: 0, math.inf: 0}, {0.1: 5}, {math.inf: 5}):
            self.assertIsNone(quantile(0.95, counts), counts)

    def test_a_bucket_that_was_scraped_later_does_not_confuse_it(self):
        self.assertAlmostEqual(quantile(0.75, {0.1: 10, 0.2: 9, 0.4: 20, math.inf: 20}), 0.3)

    def test_buckets_of_several_series_are_added(self):
        buckets = [series((9, 0), (11, 2), le="0.1"), series((9, 0), (11, 3), le="0.1", pool="b"), series((9, 0), (11, 5), le="+Inf")]
        self.assertEqual(bucket_counts(buckets, 10, NOBODY), {0.1: 5, math.inf: 5})


class Restarts(unittest.TestCase):
    def test_counts_each_new_process_in_the_window(self):
        self.assertEqual(restarts([series((1, 100), (11, 200), (12, 200), (13, 300))], 10), 2)

    def test_not_those_before(self):
        self.assertEqual(restarts([series((1, 100), (5, 200), (11, 200))], 10), 0)

    def test_not_a_clock_that_was_corrected(self):
        self.assertEqual(restarts([series((9, 100), (11, 100.9), (12, 99.95))], 10), 0)
        self.assertEqual(restarts([series((9, 100), (11, 101.1))], 10), 1)

    def test_not_an_instance_that_is_new(self):
        self.assertEqual(restarts([series((11, 100)), Series({"instance": "b"}, [(12, 200)])], 10), 0)


if __name__ == "__main__":
    unittest.main()
