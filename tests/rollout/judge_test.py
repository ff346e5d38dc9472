"""The decisions, with every threshold from both sides."""

import dataclasses
import unittest

import support
from rollout.figures import Rate
from rollout.judge import Act, Situation, judge
from rollout.settings import Check, Stage
from support import seen, window

CHECK = Check()


def decide(observation, check=CHECK, **situation):
    known = {"stage": Stage(5, 1800), "requests": 200, "elapsed": 60.0, **situation}
    return judge(check, Situation(**known), observation)


class Errors(unittest.TestCase):
    def test_one_percent_is_still_good(self):
        self.assertEqual(decide(seen(new=window(bad=10, of=1000))).act, Act.STAY)

    def test_more_than_one_percent_goes_back(self):
        decision = decide(seen(new=window(bad=11, of=1000)))
        self.assertEqual(decision.act, Act.BACK)
        self.assertIn("1.1 % of the answers failed (11 of 1000 in 5 min), above 1 %; old version: 0 %", decision.reason)

    def test_never_on_fewer_requests_than_the_setting_says(self):
        self.assertEqual(decide(seen(new=window(bad=199, of=199))).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(bad=200, of=200))).act, Act.BACK)

    def test_a_fault_that_the_old_version_has_too_is_not_the_new_versions(self):
        self.assertEqual(decide(seen(new=window(bad=120), old=window(bad=100))).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(bad=121), old=window(bad=100))).act, Act.BACK)

    def test_an_old_version_with_too_few_requests_is_no_excuse(self):
        decision = decide(seen(new=window(bad=11), old=window(bad=199, of=199)))
        self.assertEqual(decision.act, Act.BACK)
        self.assertIn("too few to compare with", decision.reason)
        self.assertEqual(decide(seen(new=window(bad=11), old=window(bad=200, of=200))).act, Act.STAY)

    def test_an_old_version_without_numbers_leaves_the_limit_alone(self):
        former = dataclasses.replace(seen(), old=support.Figures())
        for bad, act in ((10, Act.STAY), (11, Act.BACK)):
            new = dataclasses.replace(former.new, windows=[window(bad=bad)])
            self.assertEqual(decide(dataclasses.replace(former, new=new)).act, act)

    def test_the_limit_zero_allows_no_error(self):
        check = dataclasses.replace(CHECK, error_rate=0.0)
        self.assertEqual(decide(seen(), check).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(bad=1, of=1_000_000)), check).act, Act.BACK)

    def test_a_burst_in_the_short_window_counts_although_the_long_one_is_good(self):
        new = [window(300, bad=20, of=1000), window(3600, bad=20, of=100_000)]
        self.assertEqual(decide(seen(new=new, old=[window(), window(3600)])).act, Act.BACK)

    def test_few_requests_are_judged_over_the_long_window(self):
        new = [window(300, bad=3, of=30), window(3600, bad=30, of=300)]
        decision = decide(seen(new=new, old=[window(), window(3600)]))
        self.assertEqual(decision.act, Act.BACK)
        self.assertIn("30 of 300 in 60 min", decision.reason)

    def test_replies_with_5xx_count_like_failed_answers(self):
        good = window(replies=Rate(10, 1000))
        bad = window(replies=Rate(11, 1000))
        self.assertEqual(decide(seen(new=good, old=window(replies=Rate(0, 1000)))).act, Act.STAY)
        decision = decide(seen(new=bad, old=window(replies=Rate(0, 1000))))
        self.assertEqual(decision.act, Act.BACK)
        self.assertIn("HTTP replies were 5xx", decision.reason)

    def test_thumbs_down_count_where_they_are_configured(self):
        old = window(thumbs_down=Rate(20, 1000))
        self.assertEqual(decide(seen(new=window(thumbs_down=Rate(30, 1000)), old=old)).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(thumbs_down=Rate(31, 1000)), old=old)).act, Act.BACK)
        self.assertEqual(decide(seen(new=window(thumbs_down=Rate(20, 1000)), old=window(thumbs_down=Rate(0, 1000)))).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(), old=window())).act, Act.STAY)


class FirstToken(unittest.TestCase):
    def test_twice_as_long_goes_back_and_a_little_less_does_not(self):
        self.assertEqual(decide(seen(new=window(first_token=0.999), old=window(first_token=0.5))).act, Act.STAY)
        decision = decide(seen(new=window(first_token=1.0), old=window(first_token=0.5)))
        self.assertEqual(decision.act, Act.BACK)
        self.assertIn("95 % of the first tokens came within 1 s", decision.reason)

    def test_what_is_quick_enough_for_people_is_no_fault(self):
        self.assertEqual(decide(seen(new=window(first_token=0.299), old=window(first_token=0.01))).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(first_token=0.3), old=window(first_token=0.01))).act, Act.BACK)

    def test_needs_enough_answers_of_both(self):
        slow = {"first_token": 5.0}
        self.assertEqual(decide(seen(new=window(first_tokens=199, **slow))).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(first_tokens=200, **slow))).act, Act.BACK)
        self.assertEqual(decide(seen(new=window(**slow), old=window(first_tokens=199))).act, Act.STAY)

    def test_a_stage_of_few_requests_needs_more_for_this(self):
        few = {"first_token": 5.0, "of": 20}
        self.assertEqual(decide(seen(new=window(first_tokens=99, **few)), requests=20).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(first_tokens=100, **few)), requests=20).act, Act.BACK)

    def test_without_users_on_the_old_version_its_last_known_time_counts(self):
        idle = window(of=0, first_token=None, first_tokens=0)
        self.assertEqual(decide(seen(new=window(first_token=1.0), old=idle)).act, Act.STAY)
        self.assertEqual(decide(seen(new=window(first_token=1.0), old=idle), baseline=0.5).act, Act.BACK)
        self.assertEqual(decide(seen(new=window(first_token=1.0), old=idle), baseline=0.51).act, Act.STAY)

    def test_the_same_window_counts_more_than_what_was_before(self):
        slow_now = window(first_token=2.0)
        self.assertEqual(decide(seen(new=window(first_token=2.1), old=slow_now), baseline=0.1).act, Act.STAY)


class Gone(unittest.TestCase):
    def test_waits_and_then_goes_back_without_any_request(self):
        idle = window(of=0, first_token=None, first_tokens=0)
        for gone, act in ((0.0, Act.STAY), (59.9, Act.STAY), (60.0, Act.BACK)):
            self.assertEqual(decide(seen(new=idle, new_up=0), gone=gone).act, act, gone)

    def test_makes_no_step_while_it_may_be_gone(self):
        self.assertEqual(decide(seen(new_up=0), elapsed=1e9, gone=1.0).act, Act.STAY)

    def test_restarts_go_back_at_the_limit(self):
        self.assertEqual(decide(seen(restarts=2)).act, Act.STAY)
        decision = decide(seen(restarts=3))
        self.assertEqual(decision.act, Act.BACK)
        self.assertIn("restarted 3 times", decision.reason)

    def test_does_not_go_back_to_an_old_version_that_is_down(self):
        decision = decide(seen(new=window(bad=500), old_up=0))
        self.assertEqual(decision.act, Act.HOLD)
        self.assertIn("the old version is down too", decision.reason)

    def test_makes_no_step_without_a_way_back(self):
        self.assertEqual(decide(seen(old_up=0), elapsed=1e9).act, Act.HOLD)


class Forward(unittest.TestCase):
    def test_when_the_time_is_over_and_there_were_enough_requests(self):
        self.assertEqual(decide(seen(), elapsed=1799.9).act, Act.STAY)
        self.assertEqual(decide(seen(), elapsed=1800.0).act, Act.FORWARD)

    def test_never_on_fewer_requests_than_the_setting_says(self):
        few = decide(seen(new=window(of=199)), elapsed=1e9)
        self.assertEqual((few.act, few.reason), (Act.STAY, "199 of the 200 answers that a step needs"))
        self.assertEqual(decide(seen(new=window(of=200)), elapsed=1e9).act, Act.FORWARD)

    def test_counts_the_requests_of_the_long_window(self):
        new = [window(300, of=10), window(3600, of=200)]
        self.assertEqual(decide(seen(new=new, old=[window(), window()]), elapsed=1e9).act, Act.FORWARD)

    def test_a_bad_version_goes_back_also_when_its_time_is_over(self):
        self.assertEqual(decide(seen(new=window(bad=11)), elapsed=1e9).act, Act.BACK)

    def test_a_pause_stops_steps_forward_and_not_the_way_back(self):
        self.assertEqual(decide(seen(), elapsed=1e9, paused=True).act, Act.HOLD)
        self.assertEqual(decide(seen(new=window(bad=11)), paused=True).act, Act.BACK)

    def test_every_decision_has_its_figures(self):
        decision = decide(seen(new=window(bad=11, of=1000)))
        self.assertEqual(decision.figures["new"]["windows"][0]["answers"], {"bad": 11, "all": 1000})
        self.assertEqual(decision.figures["old"]["up"], 1)


if __name__ == "__main__":
    unittest.main()
