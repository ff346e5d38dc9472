"""Reads the settings file, and lists all of its problems."""

import difflib
import os
import tomllib
from dataclasses import dataclass, field

from . import values
from .settings import READERS, SECTIONS, STAGE_ROWS, STAGES, Settings, Stage

REQUIRED = ("rollout.name", "old.upstream", "new.upstream", "new.labels")
MOST_STAGES = 100
LARGEST_FILE = 1 << 20


class Unusable(Exception):
    """All problems of a settings file, one sentence each."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Reading:
    problems: list = field(default_factory=list)

    def unknown(self, place, key, known):
        near = difflib.get_close_matches(key, known, 1)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        self.problems.append(f"{place}{key}: there is no such key{hint}")

    def table(self, place, table, rows):
        """The values of `rows` that `table` has and that are valid."""
        if not isinstance(table, dict):
            self.problems.append(f"{place}: must be a table")
            return {}
        found = {}
        for key, value in table.items():
            if key not in rows:
                self.unknown(f"{place}.", key, rows)
                continue
            try:
                found[key] = rows[key](value)
            except values.Wrong as wrong:
                self.problems.append(f"{place}.{key}: {wrong}")
        return found

    def stages(self, listed):
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            self.problems.append("stages: must be tables under [[stages]]")
            return STAGES
        if not 1 <= len(listed) <= MOST_STAGES:
            self.problems.append(f"stages: must be 1 to {MOST_STAGES}")
            return STAGES
        before = len(self.problems)
        read = []
        for index, one in enumerate(listed):
            place = f"stages[{index}]"
            for key in ("share", "time"):
                if key not in one:
                    self.problems.append(f"{place}.{key}: is missing")
            read.append(self.table(place, one, STAGE_ROWS))
        if len(self.problems) > before:
            return STAGES
        return tuple(Stage(**one) for one in read)


def parse(document):
    """The settings in the tables of `document`. Raises Unusable."""
    reading = Reading()
    known = {}
    for key, value in document.items():
        if key == "stages":
            known["stages"] = reading.stages(value)
        elif key in SECTIONS:
            known[key] = SECTIONS[key](**reading.table(key, value, READERS[key]))
        else:
            reading.unknown("", key, [*SECTIONS, "stages"])
    for place in REQUIRED:
        section, key = place.split(".")
        table = document.get(section, {})
        if isinstance(table, dict) and key not in table:
            reading.problems.append(f"{place}: is missing")
    settings = Settings(**known)
    reading.problems += contradictions(settings, document)
    if reading.problems:
        raise Unusable(sorted(set(reading.problems)))
    return settings


def contradictions(settings, document):
    """What single values cannot show."""
    found = []
    old, new, check = settings.old, settings.new, settings.check
    shares = [stage.share for stage in settings.stages]
    if any(later <= former for former, later in zip(shares, shares[1:])):
        found.append("stages: each share must be larger than the one before")
    if shares[-1] != 100:
        found.append("stages: the last share must be 100")
    if old.upstream and old.upstream == new.upstream:
        found.append("new.upstream: is that of the old version")
    if old.metrics and isinstance(document.get("old", {}), dict) and not old.labels and "labels" not in document.get("old", {}):
        found.append("old.labels: is missing; a service that Prometheus does not know needs old.metrics = false")
    if old.metrics and old.labels and old.labels == new.labels:
        found.append("new.labels: are those of the old version")
    if not new.metrics:
        found.append("new.metrics: must be true, for nobody can judge a version without numbers")
    if check.longest_window < check.window:
        found.append("check.longest_window: must not be shorter than check.window")
    if check.window < 2 * settings.prometheus.scrape_interval:
        found.append("check.window: must be at least twice prometheus.scrape_interval")
    if check.gone_after < 2 * settings.prometheus.scrape_interval:
        found.append("check.gone_after: must be at least twice prometheus.scrape_interval")
    if bool(settings.metrics.replies) != bool(settings.metrics.failed_replies):
        found.append("metrics.failed_replies: needs metrics.replies, and the other way round")
    if os.path.abspath(settings.rollout.state_file) == os.path.abspath(settings.nginx.share_file):
        found.append("rollout.state_file: is nginx.share_file")
    return found


def load(path):
    """The settings in the file. Raises Unusable, also for a file that cannot be read."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise Unusable(["the file is larger than 1 MiB"])
        return parse(tomllib.loads(data.decode()))
    except OSError as failure:
        raise Unusable([f"it cannot be read: {failure.strerror}"]) from None
    except UnicodeDecodeError:
        raise Unusable(["it is not UTF-8"]) from None
    except (ValueError, RecursionError) as failure:  # a number of thousands of digits is a ValueError too
        raise Unusable([f"it is not TOML: {failure}"]) from None
