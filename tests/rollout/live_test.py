"""Roll-outs with real nginx, real Prometheus, and two services with models."""

import bisect
import contextlib
import signal
import unittest

import live
from live import wait_until

# Old and new workers of nginx answer side by side for a moment of each reload.
RELOAD_SECONDS = 1.5


class Scene(contextlib.ExitStack):
    """Everything that a roll-out needs, and users who ask. `model`: options of the new version's model."""

    def __init__(self, model=(), stages=None, **settings):
        super().__init__()
        with contextlib.ExitStack() as started:
            self.folder = started.enter_context(live.folder())
            self.old = live.Service(self.folder, "old")
            started.callback(self.old.stop)
            self.new = live.Service(self.folder, "new", model)
            started.callback(self.new.stop)
            self.gateway = live.Gateway(self.folder, (self.old.port, self.new.port, self.old.port))
            started.callback(self.gateway.stop)
            self.prometheus = live.Prometheus(self.folder, (self.old, self.new))
            started.callback(self.prometheus.stop)
            self.users = live.Users(self.gateway.port)
            started.callback(self.users.stop)
            self.rollout = live.Rollout(self.folder, self.gateway, self.prometheus.port, stages, **settings)
            started.callback(lambda: self.rollout.program and self.rollout.program.stop(signal.SIGKILL))
            self.push(started.pop_all())


class LiveTest(unittest.TestCase):
    def assert_back(self, scene, reason, seconds=60, old="aurawell_blue"):
        self.assertEqual(scene.rollout.wait_for_end(seconds), 3, scene.rollout.program.log()[-6000:])
        self.assertIn(reason, scene.rollout.state()["reason"])
        scene.users.stop()
        end = scene.gateway.reload_times()[-1] + RELOAD_SECONDS
        later = [one for one in scene.users.answers if one.begin > end]
        self.assertEqual({one.upstream for one in later} - {old}, set())

    def assert_versions(self, scene):
        """What nginx says is what answered, and nobody leaves the new version before a roll-back."""
        scene.users.stop()
        answers = sorted(scene.users.answers, key=lambda one: one.begin)
        self.assertGreater(len(answers), 200)
        upstream_of = {"old": "aurawell_blue", "new": "aurawell_green"}
        for one in answers:
            if one.version:
                self.assertEqual(one.upstream, upstream_of[one.version], f"{one.user} over {one.way}")
        reloads = scene.gateway.reload_times()
        self.assert_no_way_back(answers, reloads, reloads[-1] if scene.rollout.state()["phase"] == "back" else float("inf"))
        return answers

    def assert_no_way_back(self, answers, reloads, end):
        on_new = {}
        for one in answers:
            place = bisect.bisect(reloads, one.begin)
            if one.begin >= end or (place and one.begin - reloads[place - 1] < RELOAD_SECONDS):
                continue
            if one.upstream == "aurawell_green":
                on_new.setdefault(one.user, one.way)
            elif one.upstream == "aurawell_blue":
                self.assertNotIn(one.user, on_new, f"back to the old version over {one.way}")


class Good(LiveTest):
    def test_a_good_version_reaches_everybody_and_nobody_goes_back_and_forth(self):
        with Scene() as scene:
            scene.rollout.start()
            scene.rollout.wait_for("forward", 3)
            self.assertIn("stage 3 of 4", scene.rollout.call("status").stdout)
            self.assertEqual(scene.rollout.wait_for_end(90), 0, scene.rollout.program.log()[-6000:])
            answers = self.assert_versions(scene)
            self.assertEqual(scene.users.failures, [])
            self.assertEqual({one.status for one in answers}, {200})
            self.assertEqual({one.way for one in answers if one.version == "new"}, {"rest", "sse", "websocket"})
            self.assertEqual(scene.rollout.events().count("forward"), 4)
            # Before the second stage only those inside have it, in the second not many.
            reloads = scene.gateway.reload_times()
            first = {one.user for one in answers if one.upstream == "aurawell_green" and one.begin < reloads[1]}
            self.assertLessEqual(first, set(live.INSIDE_USERS))
            self.assertTrue(first)
            second = {one.user for one in answers if one.upstream == "aurawell_green" and one.begin < reloads[2]} - set(live.INSIDE_USERS)
            self.assertTrue(0 < len(second) < 25, second)
            self.assertIn("has ended, all users have the new version", scene.rollout.call("run").stdout)


class Failing(LiveTest):
    def test_a_version_that_fails_one_question_in_twenty_goes_back(self):
        with Scene(["--fail-ratio", 0.05, "--seed", 3]) as scene:
            scene.rollout.start()
            self.assert_back(scene, "of the answers failed")
            self.assert_versions(scene)
            self.assertNotIn("done", scene.rollout.events())


class Former(LiveTest):
    def test_goes_back_to_a_service_that_prometheus_does_not_know(self):
        with Scene(["--fail-ratio", 0.05, "--seed", 3], old={"upstream": "aurawell_former", "metrics": False}) as scene:
            shipped = scene.gateway.share_file.read_text()
            refused = scene.rollout.call("run")
            self.assertEqual((refused.returncode, "must send all users to aurawell_former" in refused.stderr), (1, True))
            scene.gateway.share_file.write_text(shipped.replace("aurawell_blue", "aurawell_former"))
            scene.rollout.start()
            self.assert_back(scene, "too few to compare with", old="aurawell_former")


class Slow(LiveTest):
    def test_a_version_that_is_slow_to_the_first_token_goes_back(self):
        with Scene(["--first-token", "1500ms"], check={"first_token_floor": "1s"}) as scene:
            scene.rollout.start()
            self.assert_back(scene, "of the first tokens came within")
            self.assert_versions(scene)


class Gone(LiveTest):
    def test_a_version_that_is_gone_goes_back(self):
        with Scene(stages=[(0, "2s"), (25, "600s"), (100, "1s")]) as scene:
            scene.rollout.start()
            scene.rollout.wait_for("forward", 2)
            scene.new.kill()
            self.assertEqual(scene.rollout.wait_for_end(30), 3, scene.rollout.program.log()[-6000:])
            self.assertIn("gone", scene.rollout.state()["reason"])


class Restarting(LiveTest):
    def test_a_version_that_begins_anew_again_and_again_goes_back(self):
        with Scene(stages=[(0, "600s"), (100, "1s")], check={"requests": 100_000, "gone_after": "30s"}) as scene:
            scene.rollout.start()
            wait_until(lambda: restarts_seen(scene) == 0, "it has looked")
            for serial in range(3):
                scene.new.kill()
                scene.new.start()
                starts = serial + 1
                wait_until(lambda: scene.rollout.program.process.poll() == 3 or restarts_seen(scene) >= starts, "a restart is seen")
            self.assert_back(scene, "restarted 3 times", 30)


def restarts_seen(scene):
    """None before the first figures of a window."""
    new = [line["figures"]["new"] for line in scene.rollout.lines() if line["figures"]]
    return max((one["restarts"] for one in new if one["windows"][-1]["answers"]["all"] > 0), default=None)


class Killed(LiveTest):
    def test_a_killed_program_continues_in_the_same_stage(self):
        stages = [(0, "2s"), (5, "2s"), (25, "4s"), (100, "2s")]
        with Scene(stages=stages) as scene:
            for stage in (1, 2, 3, 4):
                scene.rollout.start()
                if stage > 1:
                    self.assert_continues(scene, before)
                scene.rollout.wait_for("forward", stage)
                scene.rollout.program.stop(signal.SIGKILL)
                before = scene.rollout.state()
                self.assertEqual((before["stage"], before["share"]), (stage - 1, stages[stage - 1][0]))
            scene.rollout.start()
            self.assertEqual(scene.rollout.wait_for_end(60), 0, scene.rollout.program.log()[-6000:])
            self.assert_versions(scene)
            # The share was set once for each stage, not again by those who continued.
            forward = [line["stage"] for line in scene.rollout.lines() if line["event"] == "forward"]
            self.assertEqual(forward, sorted(set(forward)))

    def assert_continues(self, scene, before):
        seen = len(scene.rollout.lines())
        first = wait_until(lambda: scene.rollout.lines()[seen:], "it says where it continues")[0]
        self.assertIn(f"stage {before['stage'] + 1} ", first["stage"])


class KilledOften(LiveTest):
    def test_a_program_that_is_killed_at_any_moment_loses_nothing(self):
        with Scene(stages=[(0, "1s"), (5, "1s"), (25, "1s"), (100, "1s")], check={"requests": 1}) as scene:
            shares = []
            for kill in range(40):
                scene.rollout.start()
                # From before its first look to the middle of a reload: each time some milliseconds later.
                with contextlib.suppress(AssertionError):
                    scene.rollout.wait_for_end(0.3 + 0.15 * kill)
                code = scene.rollout.program.stop(signal.SIGKILL)
                if scene.rollout.state_file.exists():
                    shares.append(scene.rollout.state()["stage"])
                if code == 0:
                    break
            self.assertEqual(code, 0, "it came to its end in spite of the kills")
            self.assertEqual(shares, sorted(shares))
            self.assertLessEqual(max(b - a for a, b in zip(shares, shares[1:])), 2)
            self.assert_versions(scene)


class PrometheusAway(LiveTest):
    def test_nothing_moves_while_prometheus_is_away_and_it_goes_on_afterwards(self):
        with Scene(stages=[(0, "1s"), (25, "4s"), (100, "2s")], prometheus={"away_limit": "3s"}) as scene:
            scene.rollout.start()
            scene.rollout.wait_for("forward", 2)
            scene.prometheus.stop(signal.SIGKILL)
            scene.rollout.wait_for("hold", 2, 30)
            held = [line["reason"] for line in scene.rollout.lines() if line["event"] == "hold"]
            self.assertIn("no figures for", held[-1])
            self.assertEqual(scene.rollout.state()["share"], 25)
            scene.prometheus.start()
            self.assertEqual(scene.rollout.wait_for_end(60), 0, scene.rollout.program.log()[-6000:])
            self.assertIn("anew", scene.rollout.events())
            self.assertNotIn("back", scene.rollout.events())
            self.assert_versions(scene)


class Hands(LiveTest):
    def test_pause_resume_back_and_a_second_program(self):
        with Scene(stages=[(0, "1s"), (5, "1s"), (100, "600s")]) as scene:
            rollout = scene.rollout
            self.assertIn("has not begun", rollout.call("status").stdout)
            rollout.start()
            rollout.wait_for("forward", 1)
            second = rollout.call("run")
            self.assertEqual((second.returncode, "runs this roll-out already" in second.stderr), (4, True), second.stderr)
            self.assertEqual(rollout.call("pause").returncode, 0)
            wait_until(lambda: rollout.state()["paused"], "it is paused")
            self.assertEqual(rollout.call("resume").returncode, 0)
            rollout.wait_for("forward", 2)
            # Ctrl-C leaves the share; orders are carried out all the same.
            self.assertEqual(rollout.program.stop(signal.SIGINT), 130)
            self.assertIn("nginx stays as it is: 5 % get the new version", rollout.lines()[-1]["reason"])
            self.assertIn("5.00% aurawell_green;", scene.gateway.share_file.read_text())
            self.assertEqual(rollout.call("pause").returncode, 0)
            rollout.start()
            rollout.wait_for("hold", 2)
            self.assertEqual(rollout.call("resume").returncode, 0)
            rollout.wait_for("forward", 3)
            done = rollout.call("back")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(rollout.wait_for_end(20), 3)
            self.assertNotIn("aurawell_green", scene.gateway.share_file.read_text())
            self.assert_versions(scene)


class Edited(LiveTest):
    def test_a_share_file_that_somebody_edits_is_left_alone(self):
        with Scene(stages=[(0, "1s"), (25, "3s"), (100, "1s")]) as scene:
            rollout, file = scene.rollout, scene.gateway.share_file
            rollout.start()
            rollout.wait_for("forward", 2)
            edited = file.read_text().replace("25.00%", "10.00%")
            file.write_text(edited)
            rollout.wait_for("hold", 2)
            wait_until(lambda: "otherwise: forward" in rollout.program.log(), rollout.program.log)
            self.assertEqual(file.read_text(), edited)
            self.assertEqual(rollout.call("resume").returncode, 0)
            self.assertEqual(rollout.wait_for_end(40), 0, rollout.program.log()[-6000:])


class Refused(LiveTest):
    def test_a_configuration_that_nginx_refuses_changes_nothing(self):
        with Scene(stages=[(0, "1s"), (25, "2s"), (100, "1s")]) as scene:
            rollout, broken = scene.rollout, scene.folder / "aurawell/inside.conf"
            whole = broken.read_text()
            rollout.start()
            rollout.wait_for("forward", 1)
            broken.write_text(whole + "\nnonsense;\n")
            rollout.wait_for("hold", 2)
            self.assertIn("the former share file is back", rollout.program.log())
            self.assertNotIn("25.00%", scene.gateway.share_file.read_text())
            broken.write_text(whole)
            self.assertEqual(rollout.wait_for_end(40), 0, rollout.program.log()[-6000:])
            self.assert_versions(scene)


if __name__ == "__main__":
    unittest.main()
