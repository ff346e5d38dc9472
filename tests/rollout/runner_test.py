"""The loop on a virtual clock, with a fake nginx and a fake Prometheus."""

import errno
import os
import pathlib
import tempfile
import unittest
from unittest import mock

import support
from rollout import orders, share, state as states
from rollout.loading import parse
from rollout.nginx import NginxFault
from rollout.runner import Runner, render
from rollout.state import Phase, State
from support import FakeClock, FakeNginx, FakeObserver, Lines, document, seen, window

INTERVAL = 15.0
MEMORY = "/dev/shm"
STAGES = [{"share": 0, "time": "1m", "requests": 20}, {"share": 5, "time": "2m"}, {"share": 100, "time": "1m"}]
# Ticks until a stage of one minute is over: one to set it, one to look first, four intervals.
MINUTE = 5


class RunnerTest(unittest.TestCase):
    def setUp(self):
        # In memory where there is such a folder: each look writes the state, and a busy disk is slow.
        temporary = tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
        self.addCleanup(temporary.cleanup)
        quick = mock.patch("os.fsync")
        quick.start()
        self.addCleanup(quick.stop)
        self.file = str(pathlib.Path(temporary.name) / "state.json")
        self.settings = parse(document(rollout={"state_file": self.file}, stages=STAGES))
        self.clock = FakeClock()
        self.nginx = FakeNginx(self.text(share.BACK))
        self.observer = FakeObserver(self.clock)
        self.start(State("2.4"))

    def start(self, state):
        """As a new process."""
        self.lines = Lines()
        self.runner = Runner(self.settings, state, self.nginx, self.observer, self.lines, self.clock, lambda _: False)

    def text(self, division):
        return render(self.settings, "2.4", division)

    def at_stage(self, index):
        return self.text(share.of_stage(self.settings.stages[index]))

    def tick(self, times=1, seconds=INTERVAL):
        for _ in range(times):
            if not self.runner.state.has_ended:
                self.runner.tick()
            self.clock.now += seconds

    def until_stage(self, index):
        for _ in range(100):
            if self.nginx.text == self.at_stage(index) and self.runner.state.applied:
                return
            self.tick()
        self.fail(f"stage {index} was not reached: {self.lines.said}")

    def saved(self):
        return states.load(self.file)


class Course(RunnerTest):
    def test_a_good_version_goes_through_all_stages(self):
        self.tick(100)
        self.assertEqual(self.saved().phase, Phase.DONE)
        self.assertEqual(self.nginx.marks, [f"2.4 {share} aurawell_green, else aurawell_blue, inside" for share in ("0%", "5%", "100%")])
        self.assertEqual(self.lines.events().count("forward"), 3)
        self.assertEqual(self.lines.events()[-1], "done")

    def test_each_stage_takes_its_time(self):
        self.tick(MINUTE)
        self.assertEqual(self.nginx.text, self.at_stage(1))
        self.tick(8)
        self.assertEqual(self.nginx.text, self.at_stage(1))
        self.tick()
        self.assertEqual(self.nginx.text, self.at_stage(2))

    def test_a_stage_counts_nothing_of_the_one_before(self):
        self.until_stage(1)
        self.observer.since.clear()
        begin = 1000 + self.clock.now
        self.tick()
        self.assertGreaterEqual(self.observer.since[0], begin)
        self.assertEqual(self.runner.state.elapsed, 0)

    def test_a_bad_version_goes_back_with_those_inside(self):
        self.until_stage(1)
        self.observer.next = seen(new=window(bad=11))
        self.tick()
        self.assertEqual(self.saved().phase, Phase.BACK)
        self.assertEqual(self.nginx.text, self.text(share.BACK))
        self.assertEqual(self.nginx.after_back, 1)
        self.assertIn("1.1 % of the answers failed", self.saved().reason)

    def test_a_version_that_is_gone_for_a_moment_stays(self):
        self.until_stage(1)
        self.observer.next = seen(new_up=0)
        self.tick(4)
        self.observer.next = seen()
        self.tick()
        self.observer.next = seen(new_up=0)
        self.tick(4)
        self.assertEqual(self.saved().phase, Phase.RUNNING)
        self.tick(1)
        self.assertEqual(self.saved().phase, Phase.BACK)

    def test_the_old_versions_time_to_the_first_token_is_remembered_without_its_users(self):
        self.until_stage(2)
        idle = window(of=0, first_token=None, first_tokens=0)
        self.observer.next = seen(new=window(first_token=1.0), old=idle)
        self.tick()
        self.assertEqual(self.saved().phase, Phase.BACK)
        self.assertIn("old version: 500 ms", self.saved().reason)

    def test_a_pause_between_two_looks_does_not_count_as_watched(self):
        self.until_stage(1)
        self.tick(2)
        self.clock.now += 100_000
        self.tick()
        self.assertEqual((self.saved().stage, self.saved().elapsed), (1, INTERVAL + 3 * INTERVAL))


class Blind(RunnerTest):
    def test_nothing_moves_while_prometheus_is_away(self):
        self.until_stage(1)
        self.observer.away = "it answers 500"
        self.tick(200)
        self.assertEqual((self.saved().phase, self.nginx.text), (Phase.RUNNING, self.at_stage(1)))
        self.assertEqual(self.lines.events()[-1], "hold")
        self.assertIn("it answers 500", self.lines.said[-1][1])

    def test_a_short_absence_only_stops_the_time(self):
        self.until_stage(1)
        self.tick(4)
        watched = self.runner.state.elapsed
        self.observer.away = "it answers 500"
        self.tick(5)
        self.observer.away = None
        self.tick()
        self.assertEqual(self.runner.state.elapsed, watched)
        self.assertNotIn("hold", self.lines.events())

    def test_after_a_long_absence_the_stage_begins_anew(self):
        self.until_stage(1)
        self.tick(7)
        self.observer.away = "it answers 500"
        self.tick(21)
        self.assertEqual(self.lines.events()[-1], "hold")
        self.observer.away = None
        self.tick(8)
        self.assertEqual(self.nginx.text, self.at_stage(1))
        self.assertIn("anew", self.lines.events())
        self.tick(2)
        self.assertEqual(self.nginx.text, self.at_stage(2))

    def test_being_gone_is_not_counted_while_nobody_can_see_it(self):
        self.until_stage(1)
        self.observer.next = seen(new_up=0)
        self.tick(3)
        self.observer.away = "it does not answer"
        self.tick(10)
        self.observer.away = None
        self.tick(4)
        self.assertEqual(self.saved().phase, Phase.RUNNING)
        self.tick(1)
        self.assertEqual(self.saved().phase, Phase.BACK)

    def test_a_clock_of_prometheus_that_goes_back_begins_the_stage_anew(self):
        self.until_stage(1)
        self.tick(8)
        self.observer.moved = -5000
        self.tick()
        self.assertIn("Prometheus' clock went back", self.lines.reasons())
        self.tick(7)
        self.assertEqual(self.nginx.text, self.at_stage(1))
        self.tick(2)
        self.assertEqual(self.nginx.text, self.at_stage(2))


class Again(RunnerTest):
    """After the program's end, at each point where it may come."""

    def test_continues_in_the_same_stage_with_the_time_it_had(self):
        self.until_stage(1)
        self.tick(5)
        watched = self.saved().elapsed
        self.assertGreater(watched, 0)
        # Another process, after a restart of the machine: its clock begins anew, that of Prometheus does not.
        self.observer.moved = self.clock.now
        self.clock.now = 0.0
        self.start(self.saved())
        self.tick()
        self.assertEqual((self.saved().stage, self.saved().elapsed), (1, watched))
        self.assertEqual(self.nginx.text, self.at_stage(1))

    def test_after_the_decision_and_before_nginx(self):
        self.until_stage(1)
        with mock.patch.object(self.nginx, "adopt", side_effect=KeyboardInterrupt):
            with self.assertRaises(KeyboardInterrupt):
                self.tick(50)
        self.assertEqual((self.saved().stage, self.saved().applied), (2, False))
        self.start(self.saved())
        self.tick()
        self.assertEqual((self.saved().stage, self.saved().applied, self.nginx.text), (2, True, self.at_stage(2)))
        self.assertLess(self.saved().elapsed, 60)

    def test_after_nginx_and_before_it_is_remembered(self):
        self.until_stage(1)
        adopt = self.nginx.adopt

        def end(text):
            adopt(text)
            raise KeyboardInterrupt

        with mock.patch.object(self.nginx, "adopt", side_effect=end):
            with self.assertRaises(KeyboardInterrupt):
                self.tick(50)
        self.start(self.saved())
        self.tick(2)
        self.assertEqual((self.saved().stage, self.saved().applied, self.nginx.text), (2, True, self.at_stage(2)))

    def test_on_the_way_back(self):
        self.until_stage(1)
        self.observer.next = seen(new=window(bad=500))
        with mock.patch.object(self.nginx, "adopt", side_effect=KeyboardInterrupt):
            with self.assertRaises(KeyboardInterrupt):
                self.tick()
        self.assertEqual(self.saved().phase, Phase.GOING_BACK)
        self.observer.next = seen()
        self.start(self.saved())
        self.tick()
        self.assertEqual((self.saved().phase, self.nginx.text), (Phase.BACK, self.text(share.BACK)))


class Troubles(RunnerTest):
    def test_a_share_that_nginx_refuses_leaves_the_stage_before(self):
        self.until_stage(1)
        self.nginx.fault = "`nginx -t` failed"
        self.tick(20)
        self.assertEqual((self.saved().stage, self.nginx.text), (1, self.at_stage(1)))
        self.assertIn("`nginx -t` failed", self.lines.reasons())
        self.nginx.fault = None
        self.tick()
        self.assertEqual(self.nginx.text, self.at_stage(2))

    def test_a_bad_version_is_seen_while_nginx_refuses_a_step(self):
        self.until_stage(1)
        self.nginx.fault = "`nginx -t` failed"
        self.tick(20)
        self.observer.next = seen(new=window(bad=500))
        self.tick()
        self.assertEqual(self.saved().phase, Phase.GOING_BACK)
        self.nginx.fault = None
        self.tick()
        self.assertEqual((self.saved().phase, self.nginx.text), (Phase.BACK, self.text(share.BACK)))

    def test_the_first_share_is_tried_until_nginx_takes_it(self):
        self.nginx.fault = "`nginx -t` failed"
        self.tick(10)
        self.assertEqual((self.saved().stage, self.saved().applied, self.nginx.text), (0, False, self.text(share.BACK)))
        self.nginx.fault = None
        self.tick()
        self.assertEqual(self.nginx.text, self.at_stage(0))

    def test_an_edited_share_file_is_left_alone(self):
        self.until_stage(1)
        self.nginx.text = "of somebody else"
        self.tick(50)
        self.observer.next = seen(new=window(bad=500))
        self.tick(50)
        self.assertEqual((self.saved().phase, self.saved().stage, self.nginx.text), (Phase.RUNNING, 1, "of somebody else"))
        self.assertIn("otherwise: back", self.lines.said[-1][1])

    def test_a_share_file_that_cannot_be_read_is_left_alone(self):
        self.until_stage(1)
        with mock.patch.object(self.nginx, "present", side_effect=NginxFault("it cannot be read")):
            self.tick(50)
        self.assertEqual(self.saved().stage, 1)

    def test_resume_writes_an_edited_file_again_and_back_replaces_it(self):
        self.until_stage(1)
        self.nginx.text = "of somebody else"
        self.tick()
        orders.leave(self.file, "resume")
        self.tick()
        self.assertEqual(self.nginx.text, self.at_stage(1))
        self.nginx.text = "of somebody else"
        identity = orders.leave(self.file, "back")
        self.tick()
        self.assertEqual((self.nginx.text, self.saved().phase, self.saved().last_order), (self.text(share.BACK), Phase.BACK, identity))

    def test_a_pause_survives_and_stops_the_time(self):
        self.until_stage(1)
        orders.leave(self.file, "pause")
        self.tick(100)
        self.start(self.saved())
        self.tick(100)
        self.assertEqual((self.saved().stage, self.saved().elapsed), (1, 0))
        orders.leave(self.file, "resume")
        self.tick(20)
        self.assertEqual(self.nginx.text, self.at_stage(2))

    def test_a_full_disk_stops_steps_forward(self):
        self.until_stage(1)
        with full_disk():
            self.tick(50)
        self.assertEqual((self.nginx.text, self.saved().stage), (self.at_stage(1), 1))
        self.assertIn("No space left on device", self.lines.reasons())
        self.tick()
        self.assertEqual((self.nginx.text, self.saved().stage), (self.at_stage(2), 2))

    def test_a_full_disk_does_not_stop_the_way_back(self):
        self.until_stage(1)
        self.observer.next = seen(new=window(bad=500))
        with full_disk():
            self.tick()
        self.assertEqual((self.nginx.text, self.runner.state.phase), (self.text(share.BACK), Phase.BACK))
        # The next process finds a file that is not of its stage: it holds and does not go forward again.
        self.assertEqual(self.saved().phase, Phase.RUNNING)
        self.observer.next = seen()
        self.start(self.saved())
        self.tick(50)
        self.assertEqual(self.nginx.text, self.text(share.BACK))


def full_disk():
    return mock.patch("os.fsync", side_effect=OSError(errno.ENOSPC, "No space left on device"))


if __name__ == "__main__":
    unittest.main()
