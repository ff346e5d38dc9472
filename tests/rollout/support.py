"""Makes the program's package importable, and fakes for its ports."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "config/deploy/canary"))

from rollout import share  # noqa: E402
from rollout.figures import Figures, Observation, Rate, Window  # noqa: E402
from rollout.nginx import NginxFault  # noqa: E402
from rollout.prometheus import Away  # noqa: E402

LEAST = {
    "rollout": {"name": "2.4"},
    "old": {"upstream": "aurawell_blue", "labels": 'version="2.3"'},
    "new": {"upstream": "aurawell_green", "labels": 'version="2.4"'},
}


def document(**sections):
    """The least settings, with more keys in their sections."""
    merged = {name: dict(table) for name, table in LEAST.items()}
    for name, table in sections.items():
        merged[name] = {**merged.get(name, {}), **table} if isinstance(table, dict) else table
    return merged


def window(seconds=300, bad=0, of=1000, first_token=0.5, first_tokens=1000, **more):
    return Window(seconds, Rate(bad, of), first_token=first_token, first_tokens=first_tokens, **more)


def seen(new=None, old=None, new_up=1, old_up=1, restarts=0, at=1000.0):
    """An observation; `new` and `old` are a window or several."""

    def windows(value):
        value = window() if value is None else value
        return value if isinstance(value, list) else [value]

    return Observation(at, Figures(windows(old), old_up), Figures(windows(new), new_up, restarts))


class FakeClock:
    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now


class FakeNginx:
    """Works by the last text, unless `fault` says why not."""

    def __init__(self, text):
        self.text = text
        self.fault = None
        self.marks = []
        self.after_back = 0

    def present(self):
        return self.text

    def adopt(self, text):
        if self.fault:
            raise NginxFault(self.fault)
        self.text = text
        self.marks.append(share.mark_in(text))

    def run_after_back(self):
        self.after_back += 1


class FakeObserver:
    """Sees `next`; with `away` nothing. Its time is that of the clock, and may be moved."""

    def __init__(self, clock):
        self.clock = clock
        self.next = seen()
        self.away = None
        self.moved = 0.0
        self.since = []

    def now(self):
        if self.away:
            raise Away(self.away)
        return 1000.0 + self.clock.now + self.moved

    def observe(self, since):
        at = self.now()
        self.since.append(since)
        return Observation(at, self.next.old, self.next.new)


class Lines:
    """What was said: (event, reason)."""

    def __init__(self):
        self.said = []

    def say(self, event, stage, reason, figures=None, always=True):
        self.said.append((event, reason))

    def events(self):
        return [event for event, _ in self.said]

    def reasons(self):
        return "\n".join(reason for _, reason in self.said)
