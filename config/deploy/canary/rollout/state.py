"""What must survive the end of the program."""

import dataclasses
import json
from dataclasses import dataclass, field
from enum import StrEnum

from . import files

FORMAT = 1
MOST_EVENTS = 50
LARGEST_NUMBER = 1e15  # far above any time in seconds; false for NaN


class Phase(StrEnum):
    RUNNING = "running"
    GOING_BACK = "going_back"  # decided, not yet done
    BACK = "back"  # ended: all users have the old version
    DONE = "done"  # ended: all users have the new version


class StateFault(Exception):
    """The state file cannot be read or used; the text says why."""


@dataclass
class State:
    name: str
    phase: Phase = Phase.RUNNING
    stage: int = 0
    share: float = 0.0  # of that stage, to recognise it after a change of the settings
    applied: bool = False  # False: decided, but nginx may still work by the share before
    elapsed: float = 0.0  # seconds watched in this stage
    since: float | None = None  # Prometheus' time when the stage began; None: with the next look
    paused: bool = False
    baseline: float | None = None  # the old version's last known time to the first token
    reason: str = ""  # of the last decision
    last_order: str = ""  # id of the last order that was carried out
    events: list = field(default_factory=list)  # the last steps: {"at", "event", "stage", "reason"}

    @property
    def has_ended(self):
        return self.phase in (Phase.BACK, Phase.DONE)

    def note(self, at, event, reason):
        self.reason = reason
        self.events = [*self.events, {"at": at, "event": event, "stage": self.stage, "reason": reason}][-MOST_EVENTS:]


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER


VALID = {
    "name": lambda value: isinstance(value, str) and value != "",
    "phase": lambda value: value in list(Phase),
    "stage": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "share": lambda value: is_number(value) and 0 <= value <= 100,
    "applied": lambda value: isinstance(value, bool),
    "elapsed": lambda value: is_number(value) and value >= 0,
    "since": lambda value: value is None or is_number(value),
    "paused": lambda value: isinstance(value, bool),
    "baseline": lambda value: value is None or (is_number(value) and value >= 0),
    "reason": lambda value: isinstance(value, str),
    "last_order": lambda value: isinstance(value, str),
    "events": lambda value: isinstance(value, list) and all(isinstance(one, dict) for one in value),
}


def load(path):
    """The state in the file, None if there is no file. Raises StateFault."""
    try:
        text = files.read_text(path)
    except (OSError, ValueError) as failure:
        raise StateFault(f"it cannot be read: {failure}") from None
    if text is None:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as failure:
        raise StateFault(f"it is damaged: {failure}") from None
    if not isinstance(found, dict) or found.pop("format", None) != FORMAT:
        raise StateFault(f"it is not a state file of this program (format {FORMAT})")
    if set(found) != set(VALID):
        raise StateFault(f"it is damaged: keys are missing or unknown: {', '.join(sorted(set(found) ^ set(VALID)))}")
    for key, is_valid in VALID.items():
        if not is_valid(found[key]):
            raise StateFault(f"it is damaged: {key} is {json.dumps(found[key])[:100]}")
    return State(**{**found, "phase": Phase(found["phase"])})


def save(path, state):
    """Raises OSError; the former file is there then."""
    files.write_atomically(path, json.dumps({"format": FORMAT, **dataclasses.asdict(state)}, indent=1) + "\n")
