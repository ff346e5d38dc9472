"""The program itself: commands, exit codes, and what it refuses."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import support  # noqa: F401 - finds the package
from prometheus_test import Server, answer, scalar
from rollout import share, state as states
from rollout.state import Phase, State

PROGRAM = pathlib.Path(states.__file__).parents[1] / "rollout.py"
SECONDS = 30


def fake_prometheus(query):
    """Both versions are up, and nobody asks."""
    if query == "time()":
        return scalar("1000")
    if query.startswith("max("):
        return answer("vector", [{"metric": {}, "value": [1000, "1000"]}])
    target = {"instance": query.partition("v=")[2][:3]}
    return answer("matrix", [{"metric": target, "values": [[999, "1"]]}] if query.startswith("up") else [])


class ProgramTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.state, self.share, self.settings = (self.folder / name for name in ("state.json", "share.conf", "settings.toml"))
        self.share.write_text(share.render("none", "blue", "green", share.BACK))
        self.prometheus = self.enterContext(Server(fake_prometheus))
        self.write_settings()

    def write_settings(self, name="2.4", reload="true", stages="", more=""):
        self.settings.write_text(
            f'[rollout]\nname = "{name}"\nstate_file = "{self.state}"\n[old]\nupstream = "blue"\nlabels = \'v="1"\'\n'
            f'[new]\nupstream = "green"\nlabels = \'v="2"\'\n[prometheus]\nurl = "{self.prometheus.url}"\n'
            f'[nginx]\nshare_file = "{self.share}"\ntest = ["true"]\nreload = ["sh", "-c", "{reload}"]\ntimeout = "5s"\n{more}\n{stages}'
        )

    def call(self, *words, settings=None):
        command = [sys.executable, "-B", str(PROGRAM), *words, str(settings or self.settings)]
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)

    def start(self, *words):
        process = subprocess.Popen([sys.executable, "-B", str(PROGRAM), "run", *words, str(self.settings)], stdout=subprocess.PIPE, text=True)

        def end():
            process.kill()
            process.wait()
            process.stdout.close()

        self.addCleanup(end)
        return process

    def start_and_wait(self):
        process = self.start()
        self.assertIn("forward stage 1 of 4 (those inside): those inside get the new version", process.stdout.readline())
        return process

    def save(self, **values):
        states.save(str(self.state), State(**{"name": "2.4", "applied": True, **values}))


class Usage(ProgramTest):
    def test_help_needs_no_manual(self):
        shown = subprocess.run([sys.executable, "-B", str(PROGRAM), "--help"], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(shown.returncode, 0)
        for word in ("pause", "resume", "back", "status", "--dry-run", "exit codes", "[rollout]", "Ctrl-C"):
            self.assertIn(word, shown.stdout)

    def test_wrong_settings_are_all_listed(self):
        self.settings.write_text('[rollout]\nnmae = "x"\n[check]\nerror_rate = 5\n')
        done = self.call("run")
        self.assertEqual(done.returncode, 2)
        self.assertIn('rollout.nmae: there is no such key; did you mean "name"?', done.stderr)
        self.assertIn("check.error_rate: must be between 0 and 1", done.stderr)
        self.assertFalse(self.state.exists())

    def test_wrong_command_lines(self):
        self.assertEqual(self.call("dance").returncode, 2)
        self.assertEqual(self.call("status", "--dry-run").returncode, 2)
        self.assertEqual(self.call("run", settings="/does/not/exist").returncode, 2)


class Run(ProgramTest):
    def test_ctrl_c_leaves_the_share_and_says_so(self):
        process = self.start_and_wait()
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=SECONDS)[0]
        self.assertEqual(process.returncode, 130)
        self.assertIn("nginx stays as it is: those inside get the new version; `run` continues here", rest)
        self.assertIn("default green;", self.share.read_text())

    def test_a_reader_who_leaves_does_not_end_it(self):
        process = self.start_and_wait()
        process.stdout.close()
        self.assertEqual(self.call("pause").returncode, 0)
        self.assertEqual(self.call("back").returncode, 0)
        self.assertEqual(process.wait(SECONDS), 3)

    def test_two_at_once_are_refused(self):
        process = self.start_and_wait()
        second = self.call("run")
        self.assertEqual(second.returncode, 4)
        self.assertIn(f"process {process.pid} runs this roll-out already", second.stderr)
        self.assertIn("the program runs", self.call("status").stdout)

    def test_a_dry_run_changes_nothing(self):
        before = self.share.read_text()
        done = self.call("run", "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("stage 2: 5 % get the new version, at least 30 min and 200 answers", done.stdout)
        self.assertIn("would: stay: 0 of the 20 answers that a step needs", done.stdout)
        self.assertEqual(self.share.read_text(), before)
        self.assertEqual(sorted(os.listdir(self.folder)), ["settings.toml", "share.conf"])

    def test_does_not_begin_while_users_have_another_version(self):
        for text in (share.render("2.3", "blue", "green", share.Division(100, True)), "of somebody else"):
            self.share.write_text(text)
            done = self.call("run")
            self.assertEqual(done.returncode, 1)
            self.assertIn("must send all users to blue", done.stderr)
            self.assertEqual(self.share.read_text(), text)

    def test_does_not_take_the_state_of_another_roll_out(self):
        self.save(name="2.3", stage=2, share=25)
        done = self.call("run")
        self.assertEqual(done.returncode, 1)
        self.assertIn('is of the roll-out "2.3", which has not ended', done.stderr)
        self.assertEqual(states.load(str(self.state)).name, "2.3")

    def test_begins_after_another_roll_out_that_has_ended(self):
        self.save(name="2.3", phase=Phase.BACK)
        self.start_and_wait()

    def test_a_roll_out_that_has_ended_does_not_begin_by_itself(self):
        for phase, code in ((Phase.BACK, 3), (Phase.DONE, 0)):
            self.save(phase=phase, reason="why")
            done = self.call("run")
            self.assertEqual((done.returncode, "`run --again` begins anew" in done.stdout), (code, True))
        process = self.start("--again")
        self.assertIn("forward stage 1", process.stdout.readline())

    def test_a_damaged_state_is_refused_and_back_works_without_it(self):
        self.share.write_text(share.render("2.4", "blue", "green", share.Division(25, True)))
        for text in ("", "{", '{"format": 1}'):
            self.state.write_text(text)
            for command in ("run", "status", "pause"):
                done = self.call(command)
                self.assertEqual((done.returncode, "`rollout.py back` works without it" in done.stderr), (1, True), (command, done.stderr))
            self.assertIn("25.00%", self.share.read_text())
        self.assertEqual(self.call("back").returncode, 0)
        self.assertEqual(self.share.read_text(), share.render("2.4", "blue", "green", share.BACK))
        self.assertEqual(states.load(str(self.state)).phase, Phase.BACK)

    def test_stages_that_have_changed_are_found_by_their_share(self):
        self.share.write_text(share.render("2.4", "blue", "green", share.Division(25, True)))
        self.save(stage=2, share=25.0)
        self.write_settings(stages='[[stages]]\nshare = 25\ntime = "1h"\n[[stages]]\nshare = 100\ntime = "1h"\n')
        process = self.start()
        self.assertIn("stage 1 of 2 (25 %)", process.stdout.readline())
        process.kill()
        process.wait()
        self.write_settings(stages='[[stages]]\nshare = 100\ntime = "1h"\n')
        done = self.call("run")
        self.assertEqual((done.returncode, "is at 25 %" in done.stderr), (1, True))

    def test_does_not_begin_what_it_cannot_remember(self):
        self.write_settings()
        self.settings.write_text(self.settings.read_text().replace(str(self.state), "/does/not/exist/state.json"))
        done = self.call("run")
        self.assertEqual((done.returncode, "No such file" in done.stderr), (1, True), done.stderr)
        self.assertNotIn("green", self.share.read_text())

    def test_a_disk_without_room_for_a_file(self):
        before = self.share.read_text()
        command = f"ulimit -f 0; exec {sys.executable} -B {PROGRAM} run {self.settings}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("File too large", done.stderr)
        self.assertEqual(self.share.read_text(), before)


class Orders(ProgramTest):
    def test_without_a_program_they_are_noted_and_back_is_done(self):
        self.assertEqual(self.call("pause").returncode, 1)
        self.save(stage=1, share=5.0)
        self.assertEqual(self.call("pause").returncode, 0)
        self.assertTrue(states.load(str(self.state)).paused)
        self.assertIn("NOBODY WATCHES", self.call("status").stdout)
        self.assertEqual(json.loads(self.call("status", "--format", "json").stdout)["share"], 5)
        self.assertEqual(self.call("resume").returncode, 0)
        self.assertEqual(self.call("back").returncode, 0)
        self.assertEqual(states.load(str(self.state)).phase, Phase.BACK)
        self.assertEqual(self.call("pause").returncode, 1)

    def test_back_works_after_a_roll_out_that_is_done(self):
        self.share.write_text(share.render("2.4", "blue", "green", share.Division(100, True)))
        self.save(phase=Phase.DONE, stage=3, share=100.0)
        self.assertEqual(self.call("back").returncode, 0)
        self.assertNotIn("green", self.share.read_text())

    def test_back_that_nginx_refuses_fails_and_says_why(self):
        self.write_settings(reload="echo no; exit 1")
        self.save(stage=1, share=5.0)
        done = self.call("back")
        self.assertEqual((done.returncode, "failed with 1: no" in done.stderr), (1, True), done.stderr)

    def test_a_running_program_that_cannot_go_back_goes_on_trying(self):
        works = self.folder / "works"
        works.touch()
        self.write_settings(reload=f"test -e {works}", more='[check]\ninterval = "200ms"')
        process = self.start_and_wait()
        works.unlink()
        order = self.enterContext(subprocess.Popen([sys.executable, "-B", str(PROGRAM), "back", str(self.settings)], stdout=subprocess.PIPE, text=True))
        line = ""
        while "cannot go back" not in line:
            line = process.stdout.readline()
            self.assertTrue(line, "it has ended")
        self.assertIsNone(order.poll())
        works.touch()
        self.assertEqual(process.wait(SECONDS), 3)
        self.assertIn("has ended, all users have the old version: by hand", order.communicate(timeout=SECONDS)[0])


if __name__ == "__main__":
    unittest.main()
