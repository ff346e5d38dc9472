"""The settings file: defaults, and every problem at once."""

import copy
import datetime
import pathlib
import tempfile
import unittest

import support
from rollout import settings, values
from rollout.loading import Unusable, load, parse
from rollout.settings import Stage
from support import document

CANARY = pathlib.Path(settings.__file__).parents[1]


def problems(found):
    try:
        parse(found)
    except Unusable as unusable:
        return unusable.problems
    return []


def load_text(text):
    with tempfile.NamedTemporaryFile("wb", suffix=".toml") as file:
        file.write(text if isinstance(text, bytes) else text.encode())
        file.flush()
        return load(file.name)


class Defaults(unittest.TestCase):
    def test_the_least_is_enough(self):
        found = parse(document())
        self.assertEqual([stage.share for stage in found.stages], [0, 5, 25, 100])
        self.assertEqual(found.check.error_rate, 0.01)
        self.assertEqual(found.requests_of(found.stages[0]), 20)
        self.assertEqual(found.requests_of(found.stages[1]), found.check.requests)
        self.assertEqual(found.metrics.thumbs_down, "")

    def test_a_former_service_has_no_labels(self):
        former = document(old={"metrics": False})
        del former["old"]["labels"]
        self.assertFalse(parse(former).old.metrics)
        del former["old"]["metrics"]
        self.assertIn("old.labels: is missing; a service that Prometheus does not know needs old.metrics = false", problems(former))

    def test_durations_are_seconds(self):
        for text, seconds in (("500ms", 0.5), ("30s", 30), ("5m", 300), ("2h", 7200), ("1.5m", 90)):
            self.assertEqual(values.duration("100ms", "24h")(text), seconds)

    def test_the_example_shows_the_defaults(self):
        text = (CANARY / "rollout.toml").read_text()
        plain = load_text(text)
        shown = "\n".join(line[1:] if line.startswith("#") and " = " in line and "aurawell_former" not in line and "metrics" not in line else line
                          for line in text.splitlines())
        self.assertNotEqual(shown, text)
        self.assertEqual(load_text(shown), plain)
        self.assertEqual(plain.stages, settings.STAGES)

    def test_the_rehearsal_can_be_used(self):
        self.assertLessEqual(sum(stage.time for stage in load(CANARY / "rehearsal.toml").stages), 300)

    def test_every_default_is_in_its_own_range(self):
        for section, rows in settings.READERS.items():
            table = settings.SECTIONS[section]()
            self.assertEqual(set(rows), set(vars(table)), section)
        for section in ("check", "prometheus"):
            for key, value in vars(settings.SECTIONS[section]()).items():
                is_duration = isinstance(value, float) and not key.endswith(("_rate", "_ratio"))
                settings.READERS[section][key](f"{value:g}s" if is_duration else value)


class Problems(unittest.TestCase):
    def test_all_are_listed_at_once(self):
        found = problems({
            "rollout": {"nmae": "2.4", "say_every": 5},
            "old": {"upstream": "a b"},
            "new": {"labels": "version=new", "metrics": False},
            "check": {"error_rate": 2, "requests": 1.5, "window": "10"},
            "nginx": {"test": "nginx -t", "reload": []},
            "stages": [{"share": 5, "time": "1m"}, {"share": 5.001, "tmie": "1m"}],
            "weather": {},
        })
        for start in (
            'rollout.nmae: there is no such key; did you mean "name"?',
            "rollout.name: is missing",
            "rollout.say_every: must be a duration",
            "old.upstream: must be the name of an upstream",
            "old.labels: is missing",
            "new.upstream: is missing",
            "new.labels: must be matchers of Prometheus",
            "new.metrics: must be true",
            "check.error_rate: must be between 0 and 1",
            "check.requests: must be a whole number",
            "check.window: must be a duration",
            "nginx.test: must be a list",
            "nginx.reload: must be a list",
            "stages[1].share: must have at most two places",
            "stages[1].time: is missing",
            'stages[1].tmie: there is no such key; did you mean "time"?',
            "weather: there is no such key",
        ):
            self.assertTrue(any(one.startswith(start) for one in found), f"{start} in {found}")

    def test_each_key_refuses_values_of_other_types(self):
        for section, rows in settings.READERS.items():
            for key in rows:
                for value in ([1], {"a": 1}, 1e400, 10**400, datetime.date(2026, 1, 1), float("nan"), -1, ["a", 1], "\0", "nonsense \n"):
                    broken = copy.deepcopy(document())
                    broken.setdefault(section, {})[key] = value
                    if key in ("state_file", "share_file", "token_file", "ca_file") and value == "nonsense \n":
                        continue
                    self.assertTrue(any(one.startswith(f"{section}.{key}: ") for one in problems(broken)), (section, key, value))

    def test_contradictions(self):
        for sections, start in (
            ({"new": {"upstream": "aurawell_blue"}}, "new.upstream: is that of the old"),
            ({"new": {"labels": 'version="2.3"'}}, "new.labels: are those of the old"),
            ({"check": {"window": "5m", "longest_window": "4m"}}, "check.longest_window: must not be shorter"),
            ({"check": {"window": "20s"}}, "check.window: must be at least twice"),
            ({"check": {"gone_after": "20s"}}, "check.gone_after: must be at least twice"),
            ({"metrics": {"replies": ""}}, "metrics.failed_replies: needs"),
            ({"nginx": {"share_file": "/a/b"}, "rollout": {"state_file": "/a/../a/b"}}, "rollout.state_file: is nginx.share_file"),
            ({"stages": [{"share": 5, "time": "1m"}, {"share": 5, "time": "1m"}]}, "stages: each share must be larger"),
            ({"stages": [{"share": 5, "time": "1m"}]}, "stages: the last share must be 100"),
            ({"stages": []}, "stages: must be 1 to 100"),
            ({"stages": {"share": 5}}, "stages: must be tables"),
            ({"stages": [{"share": True, "time": "1m"}]}, "stages[0].share: must be a number"),
        ):
            found = problems(document(**sections))
            self.assertTrue(any(one.startswith(start) for one in found), f"{start} in {found}")

    def test_a_section_that_is_no_table(self):
        self.assertIn("check: must be a table", problems({**document(), "check": 5}))
        self.assertIn("old: must be a table", problems({**document(), "old": []}))

    def test_a_query_cannot_leave_its_braces(self):
        for labels in ('a="b"} or vector(1', 'a="b', "a=b", 'a="b" or c="d"', ""):
            self.assertTrue(problems(document(new={"labels": labels})), labels)
        for metric in ("a b", "a{", 'a{b="c"}[5m]', "sum(a)", 'a{b="c"} or d'):
            self.assertTrue(problems(document(metrics={"thumbs_down": metric})), metric)
        self.assertEqual(problems(document(metrics={"thumbs_down": 'votes_total{kind="down",}'})), [])


class Files(unittest.TestCase):
    def test_what_is_no_settings_file(self):
        for text, start in (("[rollout", "it is not TOML"), ("a = " + "9" * 5000, "it is not TOML"), (b"\xff", "it is not UTF-8"), ("a = " + "[" * 100_000, "it is not TOML"),
                            ("#" * (1 << 20) + "#", "the file is larger")):
            with self.assertRaises(Unusable) as caught:
                load_text(text)
            self.assertTrue(caught.exception.problems[0].startswith(start), caught.exception.problems)
        with self.assertRaises(Unusable) as caught:
            load("/does/not/exist")
        self.assertIn("No such file", caught.exception.problems[0])

    def test_a_file_replaces_all_stages(self):
        found = load_text('rollout.name = "a"\nold.upstream = "o"\nold.metrics = false\nnew.upstream = "n"\nnew.labels = \'a="b"\'\n'
                          '[[stages]]\nshare = 0.5\ntime = "1m"\n[[stages]]\nshare = 100\ntime = "1h"\nrequests = 7\n')
        self.assertEqual(found.stages, (Stage(0.5, 60), Stage(100, 3600, 7)))


if __name__ == "__main__":
    unittest.main()
