"""Says what is decided and why: one line each, for people or as JSON."""

import datetime
import json
import os

from .texts import summary


def wall_time():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Report:
    def __init__(self, form, stream, clock, say_every):
        self._form = form
        self._stream = stream
        self._clock = clock
        self._say_every = say_every
        self._last = None
        self._said = {}  # kind to the time of its last line

    def say(self, event, stage, reason, figures=None, always=True):
        """With `always` False a line like the last one is left out until `say_every` has passed. So is a
        fault that repeats between others."""
        now = self._clock.monotonic()
        kind = (event, stage)
        repeats = kind == self._last or event == "fault"
        if not always and repeats and now - self._said.get(kind, -self._say_every) < self._say_every:
            return
        self._last = kind
        self._said[kind] = now
        if self._form == "json":
            line = json.dumps({"at": wall_time(), "event": event, "stage": stage, "reason": reason, "figures": figures or {}})
        else:
            shown = summary(figures)
            line = f"{wall_time()} {event:7} {stage}: {reason}" + (f" [{shown}]" if shown else "")
        self._write(line)

    def _write(self, line):
        """A reader who is gone must not end a roll-out."""
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._stream = open(os.devnull, "w", encoding="utf-8")
